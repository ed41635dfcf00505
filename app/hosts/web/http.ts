import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError, toAppError } from '../../contract/app-error.ts';
import { nonceMark, pagePolicy } from '../../contract/page-policy.ts';
import type { PageFiles } from '../../platform/node/page-files.ts';
import type { Log } from '../../platform/platform.ts';
import { loginCookieName, xsrfCookieName } from '../loopback/names.ts';
import { readJson } from '../loopback/request.ts';
import { randomSecret } from '../loopback/secrets.ts';
import { type Access, type AccessRules, decideAccess } from './access.ts';
import { answerBytes, answerError, answerFile, answerJson, answerPage, answerRedirect, answerText } from './answer.ts';
import type { CallByName } from './call-by-name.ts';
import type { HostedApp } from './hosted-app.ts';
import { accessRequest, maxBodyBytes, targetOf } from './request.ts';

export interface HttpParts {
  app: HostedApp;
  calls: CallByName;
  pageFiles: PageFiles;
  rules: AccessRules;
  rateLimit: { take(): boolean };
  log: Log;
}

export const refusalText = 'Refused. Open the address that `quarry serve` has printed.';

/** Never rejects: whatever fails becomes an answer. */
export async function answerHttp(request: IncomingMessage, response: ServerResponse, parts: HttpParts): Promise<void> {
  const leave = new AbortController();
  response.once('close', () => leave.abort());
  try {
    const target = targetOf(request);
    const access: Access =
      target === undefined
        ? { allowed: false, refusal: 'host' }
        : decideAccess(accessRequest(request, target, 'http'), parts.rules);
    if (target === undefined || !access.allowed) {
      refuse(request, response, access, parts.log);
    } else if (!parts.rateLimit.take()) {
      answerText(response, 429, 'Too many requests. Wait a second and try again.');
    } else if (access.as === 'health') {
      answerText(response, 200, 'ok');
    } else if (access.as === 'exchange') {
      answerRedirect(response, '/', loginCookies(parts.rules));
    } else {
      await answerAllowed(request, response, target, parts, leave.signal);
    }
  } catch (error) {
    answerFailure(response, error, parts.log);
  }
}

function refuse(request: IncomingMessage, response: ServerResponse, access: Access, log: Log): void {
  log.warn({ refusal: access.allowed ? 'target' : access.refusal, method: request.method }, 'Request refused');
  // The rest of a refused body is not waited for.
  response.setHeader('connection', 'close');
  answerText(response, 403, refusalText);
}

function loginCookies({ port, session }: AccessRules): string[] {
  return [
    `${loginCookieName(port)}=${session}; Path=/; HttpOnly; SameSite=Strict`,
    // The page reads this one to send it back as a header.
    `${xsrfCookieName}=${randomSecret()}; Path=/; SameSite=Strict`,
  ];
}

async function answerAllowed(
  request: IncomingMessage,
  response: ServerResponse,
  target: URL,
  parts: HttpParts,
  signal: AbortSignal,
): Promise<void> {
  const path = target.pathname;
  if (request.method === 'POST') {
    const name = /^\/rpc\/([^/]+)$/.exec(path)?.[1];
    if (name === undefined) throw nothingHere();
    answerJson(
      response,
      await parts.calls.call(decodeURIComponent(name), await readJson(request, maxBodyBytes), signal),
    );
    return;
  }
  const bytesName = /^\/bytes\/([^/]+)$/.exec(path)?.[1];
  if (bytesName !== undefined) {
    const query = target.searchParams.get('q') ?? '{}';
    await answerBytes(response, await parts.app.bytes(decodeURIComponent(bytesName), query, signal));
  } else if (path === '/') {
    const nonce = randomBytes(18).toString('base64');
    // Older browsers do not count the socket's scheme as 'self'. The Host has passed the list.
    const policy = pagePolicy({ nonce, connect: [`ws://${request.headers.host}`] });
    answerPage(response, parts.pageFiles.index.replaceAll(nonceMark, nonce), policy);
  } else {
    const file = parts.pageFiles.files.get(path);
    if (file === undefined) throw nothingHere();
    await answerFile(response, file, request.headers['accept-encoding']).catch((error: unknown) => {
      // The page was built anew since the start of this host.
      throw isMissing(error) ? nothingHere() : error;
    });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function nothingHere(): AppError {
  return new AppError('not-found', 'There is nothing at this address.', { remedy: 'Open the address without a path.' });
}

function answerFailure(response: ServerResponse, error: unknown, log: Log): void {
  const appError = error instanceof URIError ? nothingHere() : toAppError(error);
  if (appError.code === 'internal') log.error({ error: String(error) }, 'A request failed');
  if (response.destroyed || response.writableEnded) return;
  if (response.headersSent) response.destroy();
  else {
    response.setHeader('connection', 'close');
    answerError(response, appError);
  }
}

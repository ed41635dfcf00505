import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { toAppError } from '../app/contract/app-error.ts';
import { wholeBytes } from '../app/contract/bytes.ts';
import { filePolicy, nonceMark, pagePolicy } from '../app/contract/page-policy.ts';
import type { PageFiles } from '../app/platform/node/page-files.ts';
import type { ShellCore } from './core/core.ts';
import { pageOrigin } from './page-origin.ts';

/** Before the app is ready: gives our scheme an origin, fetch and the rules of a secure page. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'quarry', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

/** Serves the built page and the byte answers of the core at `quarry://app/`. */
export function serveScheme(session: Session, pageFiles: PageFiles, core: () => ShellCore | undefined): void {
  session.protocol.handle('quarry', (request) => answer(request, pageFiles, core()));
}

const common = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' };

/** What the scheme answers to one request; never rejects. */
export async function answer(request: Request, pageFiles: PageFiles, core: ShellCore | undefined): Promise<Response> {
  const url = new URL(request.url);
  if (`${url.protocol}//${url.host}` !== pageOrigin || request.method !== 'GET') return plain(403, 'Refused.');
  const bytesName = /^\/bytes\/([\w-]+)$/.exec(url.pathname)?.[1];
  if (bytesName !== undefined) return answerBytes(bytesName, url, core, request.signal);
  if (url.pathname === '/') return answerPage(pageFiles.index);
  const file = pageFiles.files.get(url.pathname);
  if (file === undefined) return plain(404, 'There is nothing at this address.');
  return new Response(await readFile(file.path), {
    headers: { ...common, 'content-type': file.contentType, 'content-security-policy': filePolicy },
  });
}

function answerPage(index: string): Response {
  const nonce = randomBytes(18).toString('base64');
  return new Response(index.replaceAll(nonceMark, nonce), {
    headers: {
      ...common,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': pagePolicy({ nonce }),
    },
  });
}

async function answerBytes(
  name: string,
  url: URL,
  core: ShellCore | undefined,
  signal: AbortSignal,
): Promise<Response> {
  if (core === undefined) return plain(503, 'The core of Quarry is not there yet.');
  try {
    const found = await core.bytes(name, url.searchParams.get('q') ?? '{}', signal);
    // The answer's bytes never lie in shared memory, which the type of Uint8Array leaves open.
    return new Response((await wholeBytes(found)) as Uint8Array<ArrayBuffer>, {
      headers: { ...common, 'content-type': found.contentType, 'content-security-policy': filePolicy },
    });
  } catch (error) {
    return new Response(JSON.stringify({ error: toAppError(error).toData() }), {
      status: 500,
      headers: { ...common, 'content-type': 'application/json', 'content-security-policy': filePolicy },
    });
  }
}

function plain(status: number, text: string): Response {
  return new Response(text, { status, headers: { ...common, 'content-type': 'text/plain; charset=utf-8' } });
}

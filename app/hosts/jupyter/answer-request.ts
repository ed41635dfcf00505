import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import { isAppError } from '../../contract/app-error.ts';
import type { JupyterCall } from '../../contract/jupyter.ts';
import type { Clock, Log } from '../../platform/platform.ts';
import { loginCookieName, xsrfCookieName } from '../loopback/names.ts';
import { parseCookies, readJson } from '../loopback/request.ts';
import { randomSecret } from '../loopback/secrets.ts';
import { type Access, type AccessRules, accessRequest, decideAccess } from './access.ts';
import { type Answer, sendAnswer, sendPreflight } from './answer.ts';
import { ApiFailure, sentences, toApiFailure } from './api-failure.ts';
import { openbisConnections } from './connection-views.ts';
import { findRoute } from './find-route.ts';
import type { Desk, Route, RouteCall } from './route.ts';
import { type Target, targetOf } from './target.ts';

export interface RequestParts {
  desk: Desk;
  routes: readonly Route[];
  /** Of this moment. */
  rules(): AccessRules;
  basePath: string;
  description(): unknown;
  rateLimit: { take(): boolean };
  clock: Clock;
  log: Log;
  onCall(call: JupyterCall): void;
}

/** Bodies name files and values; they carry no data. */
const maxBodyBytes = 2 * 1024 * 1024;
const longestPath = 300;
export const descriptionPath = 'openbis/x/openapi.json';

/** Never rejects: whatever fails becomes an answer. */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  parts: RequestParts,
): Promise<void> {
  const startedMs = parts.clock.monotonicMs();
  const leave = new AbortController();
  response.once('close', () => leave.abort());
  const target = targetOf(request.url, parts.basePath);
  const access = decide(request, target, parts);
  if (access.allowed && access.as === 'preflight') return sendPreflight(response, access.foreignOrigin ?? '');
  const answer = await answerOf(request, { target, access, signal: leave.signal }, parts);
  // The rest of a body that nobody reads is not waited for.
  if (answer.status >= 400) response.setHeader('connection', 'close');
  sendAnswer(response, answer, access.allowed ? access.foreignOrigin : undefined);
  parts.onCall({
    timeUtc: new Date(parts.clock.nowMs()).toISOString(),
    method: (request.method ?? '').slice(0, 20),
    path: (request.url ?? '').replace(/\?.*$/s, '').slice(0, longestPath),
    status: answer.status,
    durationMs: Math.round(parts.clock.monotonicMs() - startedMs),
  });
}

function decide(request: IncomingMessage, target: Target | undefined, { rules }: RequestParts): Access {
  // Where it goes to is nobody's business who may not call.
  const known = target ?? { path: '-', query: new URLSearchParams() };
  const actsOnGet = known.path.startsWith('openbis/dataset/');
  return decideAccess(accessRequest(request, known, { actsOnGet }), rules());
}

interface Decided {
  target: Target | undefined;
  access: Access;
  signal: AbortSignal;
}

async function answerOf(
  request: IncomingMessage,
  { target, access, signal }: Decided,
  parts: RequestParts,
): Promise<Answer> {
  let route: Route | undefined;
  try {
    if (!access.allowed) {
      parts.log.warn({ refusal: access.refusal, method: request.method }, 'Request refused');
      throw new ApiFailure(403, 'Refused. Give the token that Quarry shows, from a page that it allows.');
    }
    if (!parts.rateLimit.take()) throw new ApiFailure(429, 'Too many requests. Wait a second and try again.');
    if (target === undefined)
      throw new ApiFailure(404, `There is nothing at this address. Begin with ${parts.basePath}.`);
    if (access.as === 'exchange') return loginAnswer(request, parts);
    if (request.method === 'GET' && target.path === '') return withXsrf(request, parts, welcome(parts));
    if (request.method === 'GET' && target.path === descriptionPath) return { status: 200, body: parts.description() };
    const connections = await openbisConnections(parts.desk, signal);
    const names = connections.map(({ name }) => name);
    const found = findRoute(parts.routes, { method: request.method ?? '', path: target.path }, names);
    route = found.route;
    const call: RouteCall<unknown, unknown> = {
      ...{ parameters: found.parameters, desk: parts.desk, connections, signal },
      query: parsed(route.query, Object.fromEntries(target.query), 'The query'),
      body: route.body === undefined ? {} : parsed(route.body, await readBody(request), 'The body'),
    };
    // Parsed with the route's own schemas just now.
    const body = await route.run(call as RouteCall<never, never>);
    return withXsrf(request, parts, { status: 200, body });
  } catch (error) {
    return failureAnswer(error, route, parts.log);
  }
}

function parsed(schema: z.ZodType | undefined, value: unknown, what: string): unknown {
  const result = schema?.safeParse(value);
  if (result === undefined || result.success) return result?.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.') || 'all of it'}: ${message}`);
  throw new ApiFailure(400, `${what} of the request is not as it should be (${problems.join('; ')}).`);
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  try {
    return await readJson(request, maxBodyBytes);
  } catch (error) {
    if (!isAppError(error, 'invalid-input')) throw error;
    throw new ApiFailure(error.details?.limitBytes === undefined ? 400 : 413, sentences(error), {}, { cause: error });
  }
}

function failureAnswer(error: unknown, route: Route | undefined, log: Log): Answer {
  const { status, body, headers, cause } = toApiFailure(error, route?.statuses);
  if (status === 500) log.error({ error: String(cause ?? body.reason) }, 'A call failed');
  const errors = route?.listsErrors === true ? { errors: [{ main: body.reason }] } : {};
  return { status, headers, body: { ...errors, ...body } };
}

/** Where the front-ends may start: the token is exchanged for a cookie, and leaves the address. */
function loginAnswer(request: IncomingMessage, parts: RequestParts): Answer {
  const { port, session } = parts.rules();
  const login = `${loginCookieName(port)}=${session}; Path=${parts.basePath}; HttpOnly; SameSite=Strict`;
  return {
    status: 303,
    body: { location: parts.basePath },
    headers: { location: parts.basePath, 'set-cookie': [login, ...xsrfCookies(request, parts)] },
  };
}

function welcome({ basePath }: RequestParts): Answer {
  return { status: 200, body: { name: 'Quarry for notebooks', openapi: `${basePath}${descriptionPath}` } };
}

function withXsrf(request: IncomingMessage, parts: RequestParts, answer: Answer): Answer {
  const cookies = request.method === 'GET' ? xsrfCookies(request, parts) : [];
  return cookies.length === 0 ? answer : { ...answer, headers: { ...answer.headers, 'set-cookie': cookies } };
}

/** Only if there is none: cookies ignore ports, so this one may belong to Jupyter itself. */
function xsrfCookies({ headers }: IncomingMessage, { basePath }: RequestParts): string[] {
  if (parseCookies(headers.cookie).has(xsrfCookieName)) return [];
  return [`${xsrfCookieName}=${randomSecret()}; Path=${basePath}; SameSite=Lax`];
}

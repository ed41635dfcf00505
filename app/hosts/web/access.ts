import { timingSafeEqual } from 'node:crypto';

/** What a request says of itself, as far as access goes. Header values as sent; undefined if absent. */
export interface AccessRequest {
  transport: 'http' | 'websocket';
  method: string;
  path: string;
  host: string | undefined;
  secFetchSite: string | undefined;
  origin: string | undefined;
  authorization: string | undefined;
  cookies: ReadonlyMap<string, string>;
  xsrfHeader: string | undefined;
  /** `token` of the query. */
  urlToken: string | undefined;
}

export interface AccessRules {
  port: number;
  token: string;
  /** Value of the login cookie. */
  session: string;
}

export type Refusal = 'host' | 'site' | 'origin' | 'login' | 'xsrf' | 'method';
export type Access =
  | { allowed: true; as: 'health' | 'token' | 'cookie' | 'exchange' }
  | { allowed: false; refusal: Refusal };

export const healthPath = '/health';
export const xsrfCookieName = '_xsrf';

/** Cookies ignore ports, so two hosts of one computer would overwrite each other's. */
export function loginCookieName(port: number): string {
  return `quarry-login-${port}`;
}

/**
 * Decides in the order Host, Sec-Fetch-Site, Origin, method, login, XSRF; the first refusal counts. The lists are
 * absolute: Origin is never compared with Host, both of which a page under a rebound name controls.
 */
export function decideAccess(request: AccessRequest, rules: AccessRules): Access {
  if (!allowedHosts(rules.port).includes(request.host?.toLowerCase() ?? '')) return refuse('host');
  if (request.secFetchSite !== undefined && !['same-origin', 'none'].includes(request.secFetchSite)) {
    return refuse('site');
  }
  if (request.origin !== undefined && !allowedOrigins(rules.port).includes(request.origin)) return refuse('origin');
  if (!methodsOf(request).includes(request.method)) return refuse('method');
  if (request.transport === 'http' && request.path === healthPath) return { allowed: true, as: 'health' };
  return decideLogin(request, rules);
}

export function allowedHosts(port: number): string[] {
  return ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`);
}

function allowedOrigins(port: number): string[] {
  return allowedHosts(port).map((host) => `http://${host}`);
}

function methodsOf(request: AccessRequest): string[] {
  return request.transport === 'websocket' ? ['GET'] : ['GET', 'HEAD', 'POST'];
}

function decideLogin(request: AccessRequest, { port, token, session }: AccessRules): Access {
  if (request.authorization !== undefined) {
    const given = /^token (\S+)$/i.exec(request.authorization)?.[1];
    return equalSecrets(given, token) ? { allowed: true, as: 'token' } : refuse('login');
  }
  if (request.urlToken !== undefined) {
    const isPage = request.transport === 'http' && request.method === 'GET' && request.path === '/';
    return isPage && equalSecrets(request.urlToken, token) ? { allowed: true, as: 'exchange' } : refuse('login');
  }
  if (!equalSecrets(request.cookies.get(loginCookieName(port)), session)) return refuse('login');
  if (request.transport === 'websocket') {
    // A socket changes state and cannot carry the XSRF header; browsers always name its origin instead.
    return request.origin === undefined ? refuse('origin') : { allowed: true, as: 'cookie' };
  }
  if (request.method === 'POST' && !equalSecrets(request.xsrfHeader, request.cookies.get(xsrfCookieName))) {
    return refuse('xsrf');
  }
  return { allowed: true, as: 'cookie' };
}

function refuse(refusal: Refusal): Access {
  return { allowed: false, refusal };
}

/** In constant time for texts of equal length; an absent or empty secret equals nothing. */
export function equalSecrets(given: string | undefined, expected: string | undefined): boolean {
  if (given === undefined || expected === undefined || expected === '') return false;
  const left = Buffer.from(given);
  const right = Buffer.from(expected);
  return left.length === right.length && timingSafeEqual(left, right);
}

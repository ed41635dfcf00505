import { loginCookieName, loopbackHosts, loopbackOrigins, xsrfCookieName } from '../loopback/names.ts';
import { equalSecrets } from '../loopback/secrets.ts';

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

/**
 * Decides in the order Host, Sec-Fetch-Site, Origin, method, login, XSRF; the first refusal counts. The lists are
 * absolute: Origin is never compared with Host, both of which a page under a rebound name controls.
 */
export function decideAccess(request: AccessRequest, rules: AccessRules): Access {
  if (!loopbackHosts(rules.port).includes(request.host?.toLowerCase() ?? '')) return refuse('host');
  if (request.secFetchSite !== undefined && !['same-origin', 'none'].includes(request.secFetchSite)) {
    return refuse('site');
  }
  if (request.origin !== undefined && !loopbackOrigins(rules.port).includes(request.origin)) return refuse('origin');
  if (!methodsOf(request).includes(request.method)) return refuse('method');
  if (request.transport === 'http' && request.path === healthPath) return { allowed: true, as: 'health' };
  return decideLogin(request, rules);
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

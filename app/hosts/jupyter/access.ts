import type { IncomingMessage } from 'node:http';
import { loginCookieName, loopbackHosts, loopbackOrigins, xsrfCookieName } from '../loopback/names.ts';
import { oneHeader, parseCookies } from '../loopback/request.ts';
import { equalSecrets } from '../loopback/secrets.ts';
import type { Target } from './target.ts';

/** What a request says of itself, as far as access goes. Header values as sent; undefined if absent. */
export interface AccessRequest {
  method: string;
  /** The root below which everything is. */
  isRoot: boolean;
  /** A GET that does something all the same. */
  actsOnGet: boolean;
  host: string | undefined;
  secFetchSite: string | undefined;
  origin: string | undefined;
  referer: string | undefined;
  authorization: string | undefined;
  cookies: ReadonlyMap<string, string>;
  /** Of the header, its other spelling, or the query. */
  xsrf: string | undefined;
  /** `token` of the query. */
  urlToken: string | undefined;
}

export interface AccessRules {
  port: number;
  token: string;
  /** Value of the login cookie. */
  session: string;
  /** Of other pages whose scripts may call with the token. */
  allowedOrigins: readonly string[];
}

export type Refusal = 'host' | 'site' | 'origin' | 'login' | 'xsrf';
export type Access =
  | { allowed: true; as: 'token' | 'cookie' | 'exchange' | 'preflight'; foreignOrigin: string | undefined }
  | { allowed: false; refusal: Refusal };

/**
 * Decides in the order Host, Sec-Fetch-Site, Origin (else Referer), login, XSRF; the first refusal counts. The lists are
 * absolute: Origin is never compared with Host, both of which a page under a rebound name controls.
 */
export function decideAccess(request: AccessRequest, rules: AccessRules): Access {
  if (!loopbackHosts(rules.port).includes(request.host?.toLowerCase() ?? '')) return refuse('host');
  const { origin } = request;
  const foreignOrigin = origin !== undefined && rules.allowedOrigins.includes(origin) ? origin : undefined;
  const isOwnSite = request.secFetchSite === undefined || ['same-origin', 'none'].includes(request.secFetchSite);
  if (!isOwnSite && foreignOrigin === undefined) return refuse('site');
  const own = loopbackOrigins(rules.port);
  const source = origin ?? refererOrigin(request.referer);
  if (source !== undefined && ![...own, ...rules.allowedOrigins].includes(source)) return refuse('origin');
  if (request.method === 'OPTIONS')
    return foreignOrigin === undefined ? refuse('origin') : { allowed: true, as: 'preflight', foreignOrigin };
  const isForeign = source !== undefined && !own.includes(source);
  return decideLogin(request, rules, { isForeign, foreignOrigin });
}

interface Source {
  isForeign: boolean;
  foreignOrigin: string | undefined;
}

function decideLogin(request: AccessRequest, rules: AccessRules, { isForeign, foreignOrigin }: Source): Access {
  if (request.authorization !== undefined) {
    const given = /^token (\S+)$/i.exec(request.authorization)?.[1];
    return equalSecrets(given, rules.token) ? { allowed: true, as: 'token', foreignOrigin } : refuse('login');
  }
  if (request.urlToken !== undefined) {
    if (!equalSecrets(request.urlToken, rules.token)) return refuse('login');
    return { allowed: true, as: request.isRoot && request.method === 'GET' ? 'exchange' : 'token', foreignOrigin };
  }
  // Other pages of this computer get the cookie sent along without having earned it.
  if (isForeign) return refuse('login');
  if (!equalSecrets(request.cookies.get(loginCookieName(rules.port)), rules.session)) return refuse('login');
  if (needsXsrf(request) && !equalSecrets(request.xsrf, request.cookies.get(xsrfCookieName))) return refuse('xsrf');
  return { allowed: true, as: 'cookie', foreignOrigin: undefined };
}

/** Front-ends send none with a GET, so one that acts must at least tell that it comes from us or from the user. */
function needsXsrf({ method, actsOnGet, secFetchSite, origin, referer }: AccessRequest): boolean {
  if (method !== 'GET') return true;
  return actsOnGet && secFetchSite === undefined && origin === undefined && referer === undefined;
}

/** 'null' for what is no address. */
function refererOrigin(referer: string | undefined): string | undefined {
  return referer === undefined ? undefined : (URL.parse(referer)?.origin ?? 'null');
}

function refuse(refusal: Refusal): Access {
  return { allowed: false, refusal };
}

export function accessRequest(
  request: IncomingMessage,
  target: Target,
  { actsOnGet }: { actsOnGet: boolean },
): AccessRequest {
  const { headers } = request;
  return {
    method: request.method ?? '',
    isRoot: target.path === '',
    actsOnGet,
    host: headers.host,
    secFetchSite: oneHeader(request, 'sec-fetch-site'),
    origin: headers.origin,
    referer: headers.referer,
    authorization: headers.authorization,
    cookies: parseCookies(headers.cookie),
    // A form could carry it too, but none of the calls takes a form.
    xsrf:
      oneHeader(request, 'x-xsrftoken') ?? oneHeader(request, 'x-csrftoken') ?? target.query.get('_xsrf') ?? undefined,
    urlToken: target.query.get('token') ?? undefined,
  };
}

import type { IncomingMessage } from 'node:http';
import { oneHeader, parseCookies } from '../loopback/request.ts';
import type { AccessRequest } from './access.ts';

export const maxBodyBytes = 32 * 1024 * 1024;

/** Path and query of the request; undefined for anything but a plain absolute path. */
export function targetOf(request: IncomingMessage): URL | undefined {
  const target = request.url ?? '';
  // `//host/…` would be read as another host, and the absolute form names one.
  if (!target.startsWith('/') || target.startsWith('//')) return undefined;
  return URL.parse(target, 'http://host.invalid') ?? undefined;
}

export function accessRequest(
  request: IncomingMessage,
  target: URL,
  transport: AccessRequest['transport'],
): AccessRequest {
  return {
    transport,
    method: request.method ?? '',
    path: target.pathname,
    host: request.headers.host,
    secFetchSite: oneHeader(request, 'sec-fetch-site'),
    origin: request.headers.origin,
    authorization: request.headers.authorization,
    cookies: parseCookies(request.headers.cookie),
    xsrfHeader: oneHeader(request, 'x-xsrftoken'),
    urlToken: target.searchParams.get('token') ?? undefined,
  };
}

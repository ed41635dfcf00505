import type { IncomingMessage } from 'node:http';
import { AppError } from '../../contract/app-error.ts';
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

/** Repeated headers are joined, and then equal nothing that is allowed. */
function oneHeader(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

export function parseCookies(header: string | undefined): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const part of header?.split(';') ?? []) {
    const [name, ...value] = part.split('=');
    const key = name?.trim() ?? '';
    // The first one counts: browsers send the cookie with the longest path first.
    if (key !== '' && !cookies.has(key)) cookies.set(key, value.join('=').trim());
  }
  return cookies;
}

/** @throws AppError `invalid-input` for more than 32 MiB or for a body that is not JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const tooLarge = new AppError('invalid-input', 'The request is larger than 32 MiB.', {
    remedy: 'Send less at once.',
    details: { limitBytes: maxBodyBytes },
  });
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) throw tooLarge;
    chunks.push(chunk);
  }
  if (size === 0) return {};
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch (error) {
    throw new AppError('invalid-input', 'The body of the request is not JSON.', {
      remedy: 'Send the input of the call as one JSON object in UTF-8.',
      cause: error,
    });
  }
}

import type { IncomingMessage } from 'node:http';
import { AppError } from '../../contract/app-error.ts';

/** Repeated headers are joined, and then equal nothing that is allowed. */
export function oneHeader(request: IncomingMessage, name: string): string | undefined {
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

/** @throws AppError `invalid-input` for more than the limit (then with `limitBytes`) or for a body that is not JSON. */
export async function readJson(request: IncomingMessage, limitBytes: number): Promise<unknown> {
  const tooLarge = new AppError('invalid-input', `The request is larger than ${limitBytes / 1024 ** 2} MiB.`, {
    remedy: 'Send less at once.',
    details: { limitBytes },
  });
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limitBytes) throw tooLarge;
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

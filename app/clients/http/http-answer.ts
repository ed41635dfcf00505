import type { Dispatcher } from 'undici';
import { readBody } from './response-body.ts';

/** A complete answer, whatever its status; redirects are not followed. */
export interface HttpAnswer {
  status: number;
  /** Lower-case names; of repeated headers the first. */
  headers: Record<string, string | undefined>;
  setCookies: string[];
  body: Uint8Array;
}

/** Names in lower case; of repeated headers the first. */
export function plainHeaders(data: Dispatcher.ResponseData): Record<string, string | undefined> {
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(data.headers)) headers[name] = Array.isArray(value) ? value[0] : value;
  return headers;
}

/** Reads the body of an answer to its end. */
export async function toAnswer(
  data: Dispatcher.ResponseData,
  host: string,
  maxBytes: number,
  onPiece?: () => void,
): Promise<HttpAnswer> {
  const headers = plainHeaders(data);
  const cookies = data.headers['set-cookie'] ?? [];
  return {
    status: data.statusCode,
    headers,
    setCookies: Array.isArray(cookies) ? cookies : [cookies],
    body: await readBody(data.body, headers['content-encoding'], {
      maxBytes,
      host,
      ...(onPiece === undefined ? {} : { onPiece }),
    }),
  };
}

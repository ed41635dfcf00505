import type { ServerResponse } from 'node:http';
import { safeHeaders } from '../loopback/safe-headers.ts';

export interface Answer {
  status: number;
  /** A JSON value. */
  body: unknown;
  headers?: Record<string, string | string[]>;
}

/** @param foreignOrigin a page of another origin that may read the answer */
export function sendAnswer(
  response: ServerResponse,
  { status, body, headers = {} }: Answer,
  foreignOrigin: string | undefined,
): void {
  if (response.destroyed || response.writableEnded) return;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    ...safeHeaders,
    ...corsHeaders(foreignOrigin),
    'content-type': 'application/json; charset=UTF-8',
    'content-length': Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

/** Tells a browser that a page of the origin may call: with the token, never with cookies. */
export function sendPreflight(response: ServerResponse, foreignOrigin: string): void {
  response.writeHead(204, {
    ...safeHeaders,
    ...corsHeaders(foreignOrigin),
    'access-control-allow-methods': 'GET, POST, PUT, DELETE',
    'access-control-allow-headers': 'authorization, content-type, credentials, x-xsrftoken, x-csrftoken',
    'access-control-max-age': '600',
    // Asked for by browsers that keep public pages away from this computer.
    'access-control-allow-private-network': 'true',
  });
  response.end();
}

function corsHeaders(foreignOrigin: string | undefined): Record<string, string> {
  if (foreignOrigin === undefined) return {};
  return {
    'access-control-allow-origin': foreignOrigin,
    'cross-origin-resource-policy': 'cross-origin',
    vary: 'origin',
  };
}

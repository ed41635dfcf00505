import type { Readable } from 'node:stream';
import type { ByteSource } from '../../http/write-pieces.ts';
import type { Fault } from '../faults.ts';

/** One request, as a servlet sees it. */
export interface Exchange {
  /** GET, POST and so on. */
  verb: string;
  /** Behind the root, encoded, without query. */
  path: string;
  parameters: URLSearchParams;
  contentType: string;
  /** Only of requests that are not JSON; those of JSON come as `text`. */
  body: Readable;
  text: string;
  fault: Fault | undefined;
  nowMs: number;
}

export interface Reply {
  status: number;
  contentType: string;
  headers?: Record<string, string>;
  body: string | ByteSource | readonly Uint8Array[];
}

export function page(title: string, status = 200): Reply {
  const text = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const body = `<html><head><title>openBIS</title></head><body><h1>Error</h1><p>${text}</p></body></html>`;
  return { status, contentType: 'text/html;charset=utf-8', body };
}

export function json(value: unknown): Reply {
  return { status: 200, contentType: 'application/json', body: JSON.stringify(value) };
}

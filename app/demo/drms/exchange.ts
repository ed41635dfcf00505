import type { ByteSource } from '../http/write-pieces.ts';
import type { Fault } from './faults.ts';
import { type Json, writeJson } from './json.ts';

/** A file on the server. */
export interface FileBody extends ByteSource {
  etag: string;
  modifiedMs: number;
}

export interface Reply {
  status: number;
  contentType: string;
  /** Text goes out in latin1; an iterable is sent piece by piece. */
  body: string | Iterable<string> | FileBody;
  headers?: Record<string, string>;
}

/** One call of a CGI program. */
export interface Call {
  parameters: ReadonlyMap<string, string>;
  /** Undecoded, for programs that decode in their own way. */
  search: string;
  fault: Fault | undefined;
  nowMs: number;
}

export function json(value: Json): Reply {
  return { status: 200, contentType: 'application/json', body: writeJson(value) };
}

export function jsonPieces(body: Iterable<string>): Reply {
  return { status: 200, contentType: 'application/json', body };
}

/** Both spellings of a blank; the first of a name counts. */
export function readParameters(search: string, body: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(`${search}&${body}`))
    if (!parameters.has(name)) parameters.set(name, value);
  return parameters;
}

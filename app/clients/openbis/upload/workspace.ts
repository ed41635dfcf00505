import { AppError } from '../../../contract/app-error.ts';
import type { HttpAnswer } from '../../http/http-answer.ts';
import { parseJsonBody } from '../../http/json-body.ts';
import { fieldsOf, numberOf, textOf } from '../fields.ts';
import { serverError } from '../openbis-error.ts';
import type { Wire } from '../wire.ts';

/** A piece of a file on its way into the session workspace (protocol 8.1): repeatable, in any order. */
export interface WorkspacePiece {
  /** Below the workspace, with `/`. */
  name: string;
  start: number;
  bytes: Uint8Array;
}

export interface Workspace {
  /** @throws OpenbisError, also when the server has written less than it got, three times */
  write(piece: WorkspacePiece, signal: AbortSignal | undefined): Promise<void>;
  makeFolder(name: string, signal: AbortSignal | undefined): Promise<void>;
}

const mostTries = 3;
/** Of a page that may say what went wrong. */
const pageCharacters = 20_000;

export function createWorkspace(wire: Wire, base: string, token: string): Workspace {
  const { name: source } = wire.site;
  const place = `The upload to ${source}`;

  async function send(query: Record<string, string>, bytes: Uint8Array, signal: AbortSignal | undefined) {
    const { origin, pathname } = new URL(base);
    const text = Object.entries({ sessionID: token, id: '1', ...query })
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&');
    const answer = await wire.http(origin).ask({
      target: `${pathname.replace(/\/+$/, '')}/datastore_server/session_workspace_file_upload?${text}`,
      headers: { accept: 'application/json', 'user-agent': 'Quarry' },
      body: { contentType: 'application/octet-stream', bytes },
      signal,
    });
    return accepted(answer, place, source);
  }

  return {
    async write({ name, start, bytes }, signal) {
      const end = start + Math.max(0, bytes.length - 1);
      const query = { filename: name, startByte: String(start), endByte: String(end), emptyFolder: 'false' };
      for (let tries = 1; ; tries++) {
        const written = await send(query, bytes, signal);
        if (written === bytes.length) return;
        if (tries === mostTries) throw shortWrite(place, name, source);
      }
    },
    async makeFolder(name, signal) {
      await send({ filename: name, startByte: '0', endByte: '0', emptyFolder: 'true' }, new Uint8Array(), signal);
    },
  };
}

/** Bytes that the server has written. Failures come as pages with a message in them. */
function accepted({ status, body }: HttpAnswer, place: string, source: string): number | null {
  const text = Buffer.from(body).toString();
  if (status === 200 && /^\s*\{/.test(text)) {
    const told = fieldsOf(parseJsonBody(text, place, source));
    if (textOf(told.status) === 'ok') return numberOf(told.size);
  }
  throw pageError(status, text, place, source);
}

/** What an upload servlet tells in a page. */
export function pageError(status: number, text: string, place: string, source: string): AppError {
  const message = text
    .slice(0, pageCharacters)
    .replace(/<(style|script|head)\b.*?<\/\1>/gis, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (status === 404)
    return new AppError('unsupported', `${place} failed: the server has no such service.`, {
      remedy: 'The server is too old, or the address of its data store is wrong.',
      source,
      details: { httpStatus: status },
    });
  return serverError({ message: message === '' ? null : message, exceptionType: null, code: null }, place, source);
}

function shortWrite(place: string, name: string, source: string): AppError {
  return new AppError('remote-failed', `${place}: the server did not write all of ${name}.`, {
    remedy: 'Ask the administrator whether the disk of the server is full.',
    source,
    retryable: true,
  });
}

import type { ServerResponse } from 'node:http';
import type { FileBody } from './exchange.ts';

const chunkBytes = 262_144;

/** Writes pieces as fast as the client reads, up to `limit` bytes; tells how many were written. */
export async function writePieces(
  response: ServerResponse,
  pieces: Iterable<Uint8Array>,
  limit: number,
  told: (bytes: number) => void,
): Promise<void> {
  let left = limit;
  for (const piece of pieces) {
    if (left <= 0 || response.destroyed) return;
    const part = piece.length > left ? piece.subarray(0, left) : piece;
    left -= part.length;
    told(part.length);
    if (!response.write(part)) await drained(response);
  }
}

/** Or closed: a client may leave in the middle. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      response.off('drain', go);
      response.off('close', go);
      resolve();
    };
    response.on('drain', go);
    response.on('close', go);
  });
}

/** Text goes out in latin1, whatever the content type says. */
export function* textPieces(pieces: Iterable<string>): Generator<Uint8Array> {
  let waiting: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    waiting.push(piece);
    length += piece.length;
    if (length < chunkBytes) continue;
    yield Buffer.from(waiting.join(''), 'latin1');
    waiting = [];
    length = 0;
  }
  if (length > 0) yield Buffer.from(waiting.join(''), 'latin1');
}

export function* filePieces(file: FileBody, start: number, end: number): Generator<Uint8Array> {
  for (let at = start; at < end; ) {
    const piece = file.read(at, Math.min(end, at + chunkBytes));
    yield piece;
    at += piece.length;
  }
}

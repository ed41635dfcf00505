import type { ServerResponse } from 'node:http';

export const pieceBytes = 262_144;

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

/** Something whose bytes can be read anywhere. */
export interface ByteSource {
  size: number;
  /** `end` is exclusive. May give less than asked for, but never nothing. */
  read(start: number, end: number): Uint8Array;
}

export function* piecesOf(source: ByteSource, start = 0, end = source.size): Generator<Uint8Array> {
  for (let at = start; at < end; ) {
    const piece = source.read(at, Math.min(end, at + pieceBytes));
    yield piece;
    at += piece.length;
  }
}

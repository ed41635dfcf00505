import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream';
import zlib from 'node:zlib';
import { AppError } from '../../contract/app-error.ts';

/** Reads a whole body, inflated, and stops at the limit: a small answer may unpack to any size. */
export async function readBody(
  body: Readable,
  contentEncoding: string | undefined,
  limit: BodyLimit & { onPiece?: () => void },
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf(body, contentEncoding, limit)) {
    limit.onPiece?.();
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

export interface BodyLimit {
  /** Of the inflated body. */
  maxBytes: number;
  host: string;
}

/** The pieces of a body, inflated, as they come; the connection is freed when the loop is left. */
export async function* piecesOf(
  body: Readable,
  contentEncoding: string | undefined,
  limit: BodyLimit,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  try {
    for await (const piece of inflate(body, contentEncoding, limit.host)) {
      // A byte stream without encoding set yields nothing but buffers.
      const bytes = piece as Uint8Array;
      size += bytes.length;
      if (size > limit.maxBytes) throw tooLarge(limit.host, limit.maxBytes);
      yield bytes;
    }
  } finally {
    body.destroy();
  }
}

function inflate(body: Readable, contentEncoding: string | undefined, host: string): Readable {
  const encoding = (contentEncoding ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity' || encoding === '') return body;
  const unpacker: Transform | undefined =
    encoding === 'gzip' || encoding === 'x-gzip'
      ? zlib.createGunzip()
      : encoding === 'deflate'
        ? zlib.createInflate()
        : undefined;
  if (unpacker === undefined) {
    throw new AppError('bad-response', `${host} packed its answer in an unknown way.`, {
      remedy: 'Ask the administrator about the compression settings of the server.',
      details: { contentEncoding: encoding.slice(0, 40) },
    });
  }
  // The error reaches the reader of the unpacked stream.
  return pipeline(body, unpacker, () => undefined);
}

export function tooLarge(host: string, maxBytes: number): AppError {
  return new AppError('bad-response', `The answer of ${host} is larger than ${Math.round(maxBytes / 1048576)} MiB.`, {
    remedy: 'Ask for less at once.',
    details: { limitBytes: maxBytes },
  });
}

import { randomUUID } from 'node:crypto';
import { AppError } from '../../../contract/app-error.ts';
import type { Received } from '../download/chunks.ts';
import { PieceReader } from './piece-reader.ts';
import type { ReadSources, UploadFile } from './upload-files.ts';
import type { Workspace } from './workspace.ts';

/** How many bytes of one file go with one request, and how many requests at once. */
const pieceBytes = 8 * 1024 * 1024;
const parallel = 3;

export interface SendingParts {
  workspace: Workspace;
  /** In front of all names, ends in `/`. */
  prefix: string;
  sources: ReadSources;
  /** By position of the file; added to. */
  sent: readonly Received[];
  signal: AbortSignal | undefined;
  /** Told after each piece, with its bytes. */
  onSent(bytes: number): Promise<void>;
}

interface Piece {
  index: number;
  file: UploadFile;
  start: number;
  length: number;
}

/** A new upload id: no slash, never twice. */
export function newUploadId(): string {
  return randomUUID();
}

/** Sends what is missing of the files, several pieces at once, and the empty folders. */
export async function sendFiles(parts: SendingParts): Promise<void> {
  const pieces = missingPieces(parts.sources.files, parts.sent);
  const stop = new AbortController();
  const signal = parts.signal === undefined ? stop.signal : AbortSignal.any([parts.signal, stop.signal]);
  const work = async (): Promise<void> => {
    const reader = new PieceReader();
    try {
      for (const piece of pieces) await sendPiece(parts, piece, reader, signal);
    } catch (error) {
      stop.abort(error);
      throw error;
    } finally {
      await reader.close();
    }
  };
  await Promise.allSettled(Array.from({ length: parallel }, work));
  // The first failure has ended the others.
  stop.signal.throwIfAborted();
  for (const folder of parts.sources.emptyFolders) await parts.workspace.makeFolder(parts.prefix + folder, signal);
}

/** One list for all who send: each takes the next. */
function* missingPieces(files: readonly UploadFile[], sent: readonly Received[]): Generator<Piece> {
  for (const [index, file] of files.entries()) {
    // An empty file is known by its request alone.
    if (file.sizeBytes === 0) yield { index, file, start: 0, length: 0 };
    for (let start = 0; start < file.sizeBytes; start += pieceBytes) {
      const length = Math.min(pieceBytes, file.sizeBytes - start);
      if (sent[index]?.has(start, length) !== true) yield { index, file, start, length };
    }
  }
}

async function sendPiece(parts: SendingParts, piece: Piece, reader: PieceReader, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const { file, start, length, index } = piece;
  const bytes = await reader.read(file.path, start, length);
  if (bytes.length !== length) throw fileChanged(file.path);
  await parts.workspace.write({ name: parts.prefix + file.name, start, bytes }, signal);
  parts.sent[index]?.add(start, length);
  await parts.onSent(length);
}

export function fileChanged(path: string): AppError {
  return new AppError('conflict', `The file ${path} was changed while it was sent.`, {
    remedy: 'Wait until nobody writes to it, and send the data set again.',
    details: { outcome: 'not-created', path },
  });
}

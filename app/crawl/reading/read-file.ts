import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { readDelimited } from '../../analysis/raw-file.ts';
import { type FileFacts, isSameFacts } from '../tracking/file-record.ts';
import { codeOf } from '../tracking/folder-walk.ts';
import { type TableSummary, tableSummary } from './table-summary.ts';

export interface ReadRequest {
  /** Absolute. */
  path: string;
  /** As the last look saw it; a file that differs by now is not read. */
  facts: FileFacts;
  reader: 'none' | 'table';
}

/** `table` null: the reader is 'none'. */
export type ReadAnswer =
  | { kind: 'read'; sha256: string; table: TableSummary | null }
  | { kind: 'changed'; facts: FileFacts }
  | { kind: 'gone' }
  | { kind: 'invalid'; sha256: string | null; reason: string };

const pieceBytes = 1 << 20;
/** A reader holds the whole file; larger ones come from no instrument that writes tables. */
const mostTableBytes = 256 * 1024 * 1024;

/** Digest and content of one file, of the very same bytes. Never throws. */
export function readWhole({ path, facts, reader }: ReadRequest): ReadAnswer {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    if (!isSameFacts(factsOfOpen(file), facts)) return { kind: 'changed', facts: factsOfOpen(file) };
    if (reader === 'table' && facts.size > mostTableBytes)
      return { kind: 'invalid', sha256: null, reason: `It is larger than ${mostTableBytes / 1024 ** 2} MiB.` };
    const { sha256, bytes } = reader === 'table' ? digestAndBytes(file, facts.size) : digestOf(file);
    // What was written meanwhile may be in or not.
    if (!isSameFacts(factsOfOpen(file), facts)) return { kind: 'changed', facts: factsOfOpen(file) };
    if (bytes === null) return { kind: 'read', sha256, table: null };
    const table = readDelimited(bytes);
    return table.ok
      ? { kind: 'read', sha256, table: tableSummary(table) }
      : { kind: 'invalid', sha256, reason: table.message };
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT'
      ? { kind: 'gone' }
      : { kind: 'invalid', sha256: null, reason: `It cannot be read (${code}).` };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function factsOfOpen(file: number): FileFacts {
  const { size, mtimeMs } = fstatSync(file);
  return { size, mtimeMs };
}

function digestAndBytes(file: number, size: number): { sha256: string; bytes: Uint8Array } {
  const bytes = new Uint8Array(size);
  let filled = 0;
  while (filled < size) {
    const count = readSync(file, bytes, filled, size - filled, filled);
    if (count === 0) break;
    filled += count;
  }
  return { sha256: createHash('sha256').update(bytes).digest('hex'), bytes };
}

function digestOf(file: number): { sha256: string; bytes: null } {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(pieceBytes);
  for (let at = 0; ; ) {
    const count = readSync(file, piece, 0, pieceBytes, at);
    if (count === 0) return { sha256: hash.digest('hex'), bytes: null };
    hash.update(piece.subarray(0, count));
    at += count;
  }
}

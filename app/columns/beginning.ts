import { createHash } from 'node:crypto';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { ColumnPage, StoredTable } from '../domain/columns.ts';
import type { PageRequest } from './messages.ts';
import { beginningName, partPath } from './table-files.ts';

/** As many as a grid asks for at once. */
export const beginningRows = 200;
const hashBytes = 32;

/** Keeps the first rows of a table beside it: its first screen then needs no process. */
export async function writeBeginning(folder: string, table: StoredTable, page: ColumnPage): Promise<void> {
  const name = beginningName(table);
  const part = partPath(folder, name);
  const bytes = serialize(page);
  try {
    await writeFile(part, Buffer.concat([hashOf(bytes), bytes]));
    await rename(part, join(folder, name));
  } catch {
    // The table is whole without it, and the process can be asked.
    await rm(part, { force: true });
  }
}

/** Whether a request asks for the first rows as they were written. */
export function isBeginning({ from, to, columns, sort = [], filter = null, places }: PageRequest): boolean {
  const isPlain = columns === undefined && sort.length === 0 && filter === null && places === undefined;
  return isPlain && from === 0 && to === beginningRows;
}

/** @returns undefined if the process has to be asked, which also tells of a damaged table. */
export async function readBeginning(folder: string, table: StoredTable): Promise<ColumnPage | undefined> {
  try {
    const [kept, { size }] = await Promise.all([
      readFile(join(folder, beginningName(table))),
      stat(join(folder, table.file)),
    ]);
    const bytes = kept.subarray(hashBytes);
    const isWhole = size === table.bytes && hashOf(bytes).equals(kept.subarray(0, hashBytes));
    return isWhole ? (deserialize(bytes) as ColumnPage) : undefined;
  } catch {
    return undefined;
  }
}

function hashOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

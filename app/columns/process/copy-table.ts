import { randomUUID } from 'node:crypto';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredTable, TableAbout } from '../../domain/columns.ts';
import { beginningName, partPath } from '../table-files.ts';
import { putInPlace } from './write-table.ts';

/** The same columns under another name, which live as long as that. */
export async function copyTable(
  folder: string,
  original: StoredTable,
  { id, about, nowMs }: { id: string; about: TableAbout; nowMs: number },
): Promise<StoredTable> {
  const part = partPath(folder, randomUUID());
  try {
    await copyFile(join(folder, original.file), part);
    const file = `${id}.${original.sha256.slice(0, 16)}.parquet`;
    const table = { ...original, id, file, about, writtenAtMs: nowMs };
    await putInPlace(folder, part, table);
    // Older tables have none, and none is needed.
    await copyFile(join(folder, beginningName(original)), join(folder, beginningName(table))).catch(() => undefined);
    return table;
  } finally {
    await rm(part, { force: true });
  }
}

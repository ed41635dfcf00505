import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../contract/app-error.ts';
import type { ColumnKind, StoredColumn, StoredTable } from '../../domain/columns.ts';
import { columnsYaml } from '../../domain/table-files/ecsv.ts';
import type { WriteHeader } from '../messages.ts';
import { aboutPath, aboutText, filesOf, partPath, readTable } from '../table-files.ts';
import { rawName, stateName, type TableAppender, valueName } from './append.ts';
import type { Session, Statement } from './database.ts';
import { storedColumns } from './file-names.ts';
import { quoteName, quoteText } from './quote.ts';

/**
 * Writes a filled table of the database to its file. Nothing stands under the final name before it is whole and on
 * the disk; the text beside it, which makes it a table, comes last.
 */
export async function writeTable(
  session: Session,
  folder: string,
  header: WriteHeader,
  appender: Pick<TableAppender, 'tableName' | 'odd' | 'rows' | 'textBytes'>,
): Promise<StoredTable> {
  const columns = storedColumns(header.columns, appender.odd);
  const part = partPath(folder, randomUUID());
  try {
    const facts = { ...header, columns };
    const select = { sql: `SELECT ${selectList(columnPairs(columns))} FROM ${appender.tableName}` };
    await copyToParquet(session, select, part, facts);
    const rows = Number(await session.one({ sql: `SELECT num_rows FROM parquet_file_metadata(${quoteText(part)})` }));
    if (rows !== header.rows || appender.rows !== header.rows)
      throw new AppError('storage', `Of ${header.rows} rows ${rows} arrived in the file of the table.`, {
        remedy: 'Ask the server again.',
        retryable: true,
      });
    session.signal.throwIfAborted();
    const sha256 = await hashOf(part);
    const table: StoredTable = {
      id: header.tableId,
      rows,
      columns,
      stateNames: [...header.stateNames],
      about: header.about,
      file: `${header.tableId}.${sha256.slice(0, 16)}.parquet`,
      bytes: (await stat(part)).size,
      sha256,
      writtenAtMs: header.nowMs,
      memoryBytes: rows * columns.reduce((sum, { kind }) => sum + bytesPerCell[kind], 0) + appender.textBytes,
    };
    await putInPlace(folder, part, table);
    return table;
  } finally {
    await rm(part, { force: true });
  }
}

/**
 * Also for files that leave Quarry, so what is known of the columns goes with them: for ourselves, and in the form in
 * which astropy looks for it.
 */
export async function copyToParquet(
  session: Session,
  select: Statement,
  path: string,
  { columns, stateNames, about }: Pick<StoredTable, 'columns' | 'about'> & { stateNames: readonly string[] },
): Promise<void> {
  const facts = quoteText(JSON.stringify({ schema: 1, columns, stateNames, about }));
  const metadata = `{quarry: ${facts}, table_meta_yaml: ${quoteText(columnsYaml(columns, about))}}`;
  await session.run({
    ...select,
    sql: `COPY (${select.sql}) TO ${quoteText(path)} (FORMAT parquet, COMPRESSION zstd, KV_METADATA ${metadata})`,
  });
  await syncPath(path);
}

/** What is selected, and its name in a file. */
export interface ColumnPair {
  own: string;
  file: string;
}

/** Our names of the columns against those in the file. */
export function columnPairs(columns: readonly StoredColumn[]): ColumnPair[] {
  return columns.flatMap(({ fileName, stateFileName, rawFileName }, place) => [
    { own: valueName(place), file: fileName },
    ...(stateFileName === null ? [] : [{ own: stateName(place), file: stateFileName }]),
    ...(rawFileName === null ? [] : [{ own: rawName(place), file: rawFileName }]),
  ]);
}

export function selectList(pairs: readonly ColumnPair[]): string {
  return pairs.map(({ own, file }) => `${own} AS ${quoteName(file)}`).join(', ');
}

/** As the database keeps them in memory; texts have their own bytes besides. */
const bytesPerCell: Readonly<Record<ColumnKind, number>> = {
  integer: 4,
  longlong: 8,
  real: 8,
  time: 8,
  flag: 1,
  text: 16,
};

export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(bytes);
  return hash.digest('hex');
}

/** Puts a whole file under its final name, and what makes it a table after it. */
export async function putInPlace(folder: string, part: string, table: StoredTable): Promise<void> {
  const before = await readTable(folder, table.id);
  await rename(part, join(folder, table.file));
  await syncFolder(folder);
  const aboutPart = partPath(folder, randomUUID());
  try {
    await writeFile(aboutPart, aboutText(table), { flush: true });
    await rename(aboutPart, aboutPath(folder, table.id));
  } finally {
    await rm(aboutPart, { force: true });
  }
  await syncFolder(folder);
  // Where it cannot be removed now, the next start does it.
  if (before !== undefined && before.file !== table.file)
    for (const name of filesOf(before)) await rm(join(folder, name), { force: true }).catch(() => undefined);
}

async function syncPath(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.sync().finally(() => file.close());
}

async function syncFolder(folder: string): Promise<void> {
  // Windows has no such call for folders.
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

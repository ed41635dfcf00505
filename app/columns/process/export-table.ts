import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { StoredColumn, TableAbout } from '../../domain/columns.ts';
import type { ExportRequest } from '../messages.ts';
import { partPath } from '../table-files.ts';
import { csvTexts } from './csv.ts';
import type { Session } from './database.ts';
import { orderSql, whereSql } from './filter-sql.ts';
import type { Held, HeldTables } from './held-tables.ts';
import { jsonTexts } from './json.ts';
import { countRows } from './pages.ts';
import { copyToParquet, selectList } from './write-table.ts';

/** The rows that go into a file, in their order. */
export interface Selection {
  columns: readonly StoredColumn[];
  stateNames: readonly string[];
  about: TableAbout;
  rows: number;
  /** Expressions over our names of the columns. */
  stream(fields: readonly string[]): AsyncGenerator<DuckDBDataChunk>;
}

/** @returns the path of the finished file in the column folder; whoever asked moves it away. */
export async function exportTable(
  session: Session,
  tables: HeldTables,
  held: Held,
  folder: string,
  { format, sort = [], filter = null }: ExportRequest,
): Promise<string> {
  const { columns } = held.table;
  const path = partPath(folder, `export-${randomUUID()}`);
  const { relation, rowNumber } = tables.source(held);
  const where = whereSql(columns, filter);
  const from = `FROM ${relation} ${where.sql} ${orderSql(columns, sort, rowNumber)}`;
  try {
    if (format === 'parquet') {
      const select = { sql: `SELECT ${selectList(columns)} ${from}`, values: where.values };
      await copyToParquet(session, select, path, held.table);
      return path;
    }
    const rows = await countRows(session, tables, held, filter);
    const { stateNames, about } = held.table;
    const stream: Selection['stream'] = (fields) =>
      session.stream({ sql: `SELECT ${fields.join(', ')} ${from}`, values: where.values }, rows);
    const selection: Selection = { columns, stateNames, about, rows, stream };
    await writeTexts(path, format === 'csv' ? csvTexts(selection) : jsonTexts(selection));
    return path;
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

async function writeTexts(path: string, texts: AsyncIterable<string>): Promise<void> {
  const file = await open(path, 'wx');
  try {
    for await (const text of texts) await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

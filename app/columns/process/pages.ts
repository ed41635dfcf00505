import type { DuckDBDataChunk } from '@duckdb/node-api';
import { AppError } from '../../contract/app-error.ts';
import type { ColumnFilter, ColumnPage, PageColumn, StoredColumn } from '../../domain/columns.ts';
import type { PageRequest } from '../messages.ts';
import { rawName, stateName, valueName } from './append.ts';
import { CellsBuilder } from './cells-builder.ts';
import type { Session, Statement } from './database.ts';
import { orderSql, placeOf, whereSql } from './filter-sql.ts';
import type { Held, HeldTables } from './held-tables.ts';
import { readNumbers } from './vectors.ts';

/** More at once would fill the memory of whoever asks. */
const mostRows = 200_000;
const topRows = 2000;

export async function readPage(
  session: Session,
  tables: HeldTables,
  held: Held,
  request: PageRequest,
): Promise<ColumnPage> {
  const { columns } = held.table;
  const chosen = request.columns?.map((name) => placeOf(columns, name)) ?? columns.map((_, place) => place);
  const { total, from, rows } = await chosenRows(session, tables, held, request);
  if (chosen.length === 0) return { total, from, rows, columns: [] };
  // Last, as a table may have come into memory meanwhile.
  const { relation, rowNumber } = tables.source(held);
  const isRun = rows.every((row, index) => row === from + index);
  const where = isRun
    ? `${rowNumber} BETWEEN ${from} AND ${from + rows.length - 1}`
    : `${rowNumber} IN (${rows.join(', ')})`;
  const fields = chosen.flatMap((place) => fieldsOf(columns[place], place));
  const chunks =
    rows.length === 0
      ? []
      : await session.chunks({ sql: `SELECT ${[rowNumber, ...fields].join(', ')} FROM ${relation} WHERE ${where}` });
  const page = new PageBuilder(
    rows,
    chosen.map((place) => ({ place, column: columnAt(columns, place) })),
  );
  for (const chunk of chunks) page.add(chunk);
  return { total, from, rows, columns: page.finish() };
}

/** Which rows of the table a page shows. */
async function chosenRows(
  session: Session,
  tables: HeldTables,
  held: Held,
  request: PageRequest,
): Promise<Pick<ColumnPage, 'total' | 'from' | 'rows'>> {
  const { sort = [], filter = null, places } = request;
  if (places !== undefined) {
    const [from, to] = bounds(request, places.length);
    return { total: places.length, from, rows: checkedPlaces(places.subarray(from, to), held.table.rows) };
  }
  if (sort.length === 0 && filter === null) {
    const [from, to] = bounds(request, held.table.rows);
    return { total: held.table.rows, from, rows: Uint32Array.from({ length: to - from }, (_, index) => from + index) };
  }
  // The first screen of a new order comes sooner than all of the order.
  if (request.to <= topRows && !tables.hasOrder(held, { sort, filter })) {
    const total = await countRows(session, tables, held, filter);
    const [from, to] = bounds(request, total);
    const rows = await firstRows(session, tables, held, { sort, filter, from, to });
    tables.orderSoon(held, { sort, filter });
    return { total, from, rows };
  }
  const { tableName, rows: total } = await tables.order(session, held, { sort, filter });
  const [from, to] = bounds(request, total);
  const sql = `SELECT r FROM ${tableName} WHERE rowid BETWEEN ${from} AND ${to - 1} ORDER BY rowid`;
  return { total, from, rows: await numbersOf(session, { sql }) };
}

async function firstRows(
  session: Session,
  tables: HeldTables,
  held: Held,
  { sort = [], filter = null, from, to }: PageRequest,
): Promise<Uint32Array> {
  const { relation, rowNumber } = tables.source(held);
  const { columns } = held.table;
  const where = whereSql(columns, filter);
  const order = orderSql(columns, sort, 'r') || 'ORDER BY r';
  return numbersOf(session, {
    sql: `SELECT ${rowNumber}::UINTEGER AS r FROM ${relation} ${where.sql} ${order} LIMIT ${to - from} OFFSET ${from}`,
    values: where.values,
  });
}

/** @throws AppError 'invalid-input' for a row that the table does not have. */
export function checkedPlaces(places: Uint32Array, rows: number): Uint32Array {
  const outside = places.find((place) => place >= rows);
  if (outside === undefined) return places;
  throw new AppError('invalid-input', `The table has no row ${outside}.`, { remedy: `Ask for rows below ${rows}.` });
}

function bounds({ from, to }: PageRequest, total: number): [number, number] {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || to < from || to - from > mostRows)
    throw new AppError('invalid-input', `Rows ${from} to ${to} are no part of a table.`, {
      remedy: `Ask for up to ${mostRows} rows from 0 on.`,
    });
  return [Math.min(from, total), Math.min(to, total)];
}

function columnAt(columns: readonly StoredColumn[], place: number): StoredColumn {
  const column = columns[place];
  if (column === undefined) throw new AppError('internal', `There is no column ${place}.`);
  return column;
}

function fieldsOf(column: StoredColumn | undefined, place: number): string[] {
  return [
    valueName(place),
    ...(column?.stateFileName ? [stateName(place)] : []),
    ...(column?.rawFileName ? [rawName(place)] : []),
  ];
}

async function numbersOf(session: Session, statement: Statement): Promise<Uint32Array> {
  const chunks = await session.chunks(statement);
  const all = new Uint32Array(chunks.reduce((sum, { rowCount }) => sum + rowCount, 0));
  let at = 0;
  for (const chunk of chunks) {
    // The order tables hold 32-bit numbers without sign.
    all.set(readNumbers(chunk, 0) as Uint32Array, at);
    at += chunk.rowCount;
  }
  return all;
}

/** Puts cells, which come in any order, to the places of their rows. */
class PageBuilder {
  private readonly placeOfRow: Map<number, number>;
  private readonly builders: { cells: CellsBuilder; hasStates: boolean; hasRaw: boolean }[];
  private seen = 0;

  constructor(rows: Uint32Array, columns: readonly { column: StoredColumn }[]) {
    this.placeOfRow = new Map(Array.from(rows, (row, place) => [row, place]));
    this.builders = columns.map(({ column }) => ({
      cells: new CellsBuilder(column.name, column.kind, rows.length),
      hasStates: column.stateFileName !== null,
      hasRaw: column.rawFileName !== null,
    }));
  }

  add(chunk: DuckDBDataChunk): void {
    const numbers = chunk.getColumnVector(0);
    for (let row = 0; row < chunk.rowCount; row++) {
      const place = this.placeOfRow.get(Number(numbers.getItem(row)));
      if (place === undefined) throw new AppError('internal', 'A page has a row that was not asked for.');
      let field = 1;
      for (const { cells, hasStates, hasRaw } of this.builders) {
        const value = chunk.getColumnVector(field++).getItem(row);
        const state = hasStates ? Number(chunk.getColumnVector(field++).getItem(row)) : null;
        const raw = hasRaw ? chunk.getColumnVector(field++).getItem(row) : null;
        cells.set(place, value, state, typeof raw === 'string' ? raw : null);
      }
    }
    this.seen += chunk.rowCount;
  }

  finish(): PageColumn[] {
    if (this.seen !== this.placeOfRow.size)
      throw new AppError('storage', `A page has ${this.seen} of ${this.placeOfRow.size} rows.`, {
        remedy: 'Try again.',
        retryable: true,
      });
    return this.builders.map(({ cells }) => cells.finish());
  }
}

export async function countRows(
  session: Session,
  tables: HeldTables,
  held: Held,
  filter: ColumnFilter | null,
): Promise<number> {
  if (filter === null) return held.table.rows;
  const where = whereSql(held.table.columns, filter);
  return Number(
    await session.one({
      sql: `SELECT count(*) FROM ${tables.source(held).relation} ${where.sql}`,
      values: where.values,
    }),
  );
}

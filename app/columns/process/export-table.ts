import { DuckDBDataChunk, UINTEGER } from '@duckdb/node-api';
import { AppError } from '../../contract/app-error.ts';
import type { StoredColumn } from '../../domain/columns.ts';
import type { ExportRequest } from '../messages.ts';
import type { Session } from './database.ts';
import { orderSql, placeOf, whereSql } from './filter-sql.ts';
import type { Held, HeldTables } from './held-tables.ts';
import { checkedPlaces, countRows } from './pages.ts';
import { type FileSource, writeTableFile } from './table-file.ts';
import { writeNumbers } from './vectors.ts';

/** Writes rows and columns of a table into a file for other programs, in the order that is asked for. */
export async function exportTable(
  session: Session,
  tables: HeldTables,
  held: Held,
  path: string,
  request: ExportRequest,
): Promise<void> {
  const { sort = [], filter = null, format, places, about } = request;
  const { columns, stateNames } = held.table;
  const chosen = { columns: chosenColumns(columns, request), stateNames, about };
  if (places !== undefined) {
    const named = tables.newName('chosen');
    await fillPlaces(session, named, checkedPlaces(places, held.table.rows));
    try {
      const { relation, rowNumber } = tables.source(held);
      const from = {
        sql: `FROM ${named} JOIN ${relation} AS kept ON ${named}.r = kept.${rowNumber} ORDER BY ${named}.rowid`,
      };
      await writeTableFile(session, { ...chosen, rows: places.length, from }, format, path);
    } finally {
      await tables.drop(named);
    }
    return;
  }
  const rows = await countRows(session, tables, held, filter);
  // Last, as a table may have come into memory meanwhile.
  const { relation, rowNumber } = tables.source(held);
  const where = whereSql(columns, filter);
  const from = { sql: `FROM ${relation} ${where.sql} ${orderSql(columns, sort, rowNumber)}`, values: where.values };
  await writeTableFile(session, { ...chosen, rows, from }, format, path);
}

/** Rows of one chunk of the database. */
const chunkRows = 2048;

async function fillPlaces(session: Session, tableName: string, places: Uint32Array): Promise<void> {
  await session.run({ sql: `CREATE TABLE ${tableName} (r UINTEGER)` });
  const appender = await session.connection.createAppender(tableName);
  const chunk = DuckDBDataChunk.create([UINTEGER]);
  for (let from = 0; from < places.length; from += chunkRows) {
    const part = places.subarray(from, from + chunkRows);
    chunk.reset();
    chunk.rowCount = part.length;
    writeNumbers(chunk.getColumnVector(0), part, null);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

function chosenColumns(
  columns: readonly StoredColumn[],
  { columns: names, timeScale }: ExportRequest,
): FileSource['columns'] {
  const places = names?.map((name) => placeOf(columns, name)) ?? columns.map((_, place) => place);
  const chosen = [...new Set(places)].flatMap((place) => {
    const column = columns[place];
    if (column === undefined) return [];
    const inScale = column.kind === 'time' && timeScale !== undefined ? { ...column, timeScale } : column;
    return [{ column: inScale, place }];
  });
  if (chosen.length === 0)
    throw new AppError('invalid-input', 'A file of a table needs at least one column.', {
      remedy: 'Choose the columns that it shall have.',
    });
  return chosen;
}

import { AppError } from '../../contract/app-error.ts';
import type { ColumnFilter } from '../../domain/columns.ts';
import type { ColumnPart } from '../messages.ts';
import { valueName } from './append.ts';
import type { Session } from './database.ts';
import { placeOf, whereSql } from './filter-sql.ts';
import type { Held, HeldTables } from './held-tables.ts';
import { countRows } from './pages.ts';
import { readNumbers } from './vectors.ts';

const valuesPerPart = 65_536;

/** Sends a column as doubles in the order of the rows: NaN where a cell has no value. */
export async function sendColumn(
  session: Session,
  tables: HeldTables,
  held: Held,
  { name, filter }: { name: string; filter: ColumnFilter | null },
  send: (part: ColumnPart) => Promise<void>,
): Promise<void> {
  const { columns } = held.table;
  const place = placeOf(columns, name);
  const kind = columns[place]?.kind;
  if (kind === 'text')
    throw new AppError('invalid-input', `The column “${name}” has no numbers.`, { remedy: 'Choose another column.' });
  const total = await countRows(session, tables, held, filter);
  await send({ total });
  const value = kind === 'flag' ? `${valueName(place)}::TINYINT` : valueName(place);
  const where = whereSql(columns, filter);
  const statement = {
    sql: `SELECT coalesce(${value}::DOUBLE, 'NaN'::DOUBLE) FROM ${tables.source(held).relation} ${where.sql}`,
    values: where.values,
  };
  let part = new Float64Array(Math.min(total, valuesPerPart));
  let filled = 0;
  for await (const chunk of session.stream(statement, total)) {
    const values = readNumbers(chunk, 0) as Float64Array;
    if (filled + values.length > part.length) {
      await send({ values: part.subarray(0, filled) });
      part = new Float64Array(valuesPerPart);
      filled = 0;
    }
    part.set(values, filled);
    filled += values.length;
  }
  if (filled > 0) await send({ values: part.subarray(0, filled) });
}

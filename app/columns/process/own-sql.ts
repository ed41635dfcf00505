import type { SqlAnswer } from '../../domain/columns.ts';
import type { TableQuestion } from '../messages.ts';
import type { Session } from './database.ts';
import type { Held, HeldTables } from './held-tables.ts';
import { quoteName } from './quote.ts';
import { readAnswer } from './user-sql.ts';
import { columnPairs } from './write-table.ts';

/** A question that Quarry has written itself, over one table under the names that its columns have in the file. */
export function askTable(
  session: Session,
  tables: HeldTables,
  held: Held,
  { table, parts, select, rowLimit, carried }: TableQuestion,
): Promise<SqlAnswer> {
  const { columns } = held.table;
  const own = columnPairs(columns).map((pair) => `${pair.own} AS ${quoteName(pair.file)}`);
  const rows = `SELECT ${own.join(', ')} FROM ${tables.source(held).relation}`;
  const named = [{ name: table, sql: rows }, ...parts].map(({ name, sql }) => `${quoteName(name)} AS (${sql})`);
  return readAnswer(session, `WITH ${named.join(', ')} ${select}`, rowLimit, (names) =>
    names.map((name) => (carried.includes(name) ? (columns.find(({ fileName }) => fileName === name) ?? null) : null)),
  );
}

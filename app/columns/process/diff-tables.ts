import type { StoredColumn } from '../../domain/columns.ts';
import { type DiffColumn, diffLayout, notThereState } from '../../domain/diff/diff-layout.ts';
import type { ColumnPair } from '../../domain/diff/diff-plan.ts';
import type { ColumnHeader, DiffAnswer, DiffRequest, RenameRequest } from '../messages.ts';
import type { Session } from './database.ts';
import {
  type DiffSide,
  type DiffSides,
  differingRowsSql,
  diffTableSql,
  jointStates,
  kindOfPair,
  repeatsSql,
} from './diff-sql.ts';
import type { Held, HeldTables } from './held-tables.ts';
import { writeTable } from './write-table.ts';

interface Both {
  tables: HeldTables;
  before: Held;
  after: Held;
}

/** Compares two tables row by row and keeps the rows that differ as a table of its own. */
export async function diffTables(
  session: Session,
  folder: string,
  { tables, before, after }: Both,
  request: DiffRequest,
): Promise<DiffAnswer> {
  const { plan, id, about, nowMs } = request;
  const stateNames = jointStates(before.table.stateNames, after.table.stateNames, notThereState);
  const sides: DiffSides = { before: sideOf(tables, before), after: sideOf(tables, after), plan, stateNames };
  const count = async (sql: string): Promise<number> => Number(await session.one({ sql }));
  const repeatsBefore = await count(
    repeatsSql(
      sides.before,
      plan.key.map((pair) => pair.before),
    ),
  );
  const repeatsAfter = await count(
    repeatsSql(
      sides.after,
      plan.key.map((pair) => pair.after),
    ),
  );
  const layout = diffLayout(plan, before.table.columns, after.table.columns);
  const tableName = tables.newName('diff');
  try {
    const rowsSql = differingRowsSql(sides, repeatsBefore + repeatsAfter > 0);
    await session.run({ sql: `CREATE TABLE ${tableName} AS ${diffTableSql(sides, layout, rowsSql)}` });
    const rows = await count(`SELECT count(*) FROM ${tableName}`);
    const of = (change: string): Promise<number> => count(`SELECT count(*) FROM ${tableName} WHERE c0 = '${change}'`);
    const [came, went, changed] = [await of('came'), await of('went'), await of('changed')];
    const cells = await changedCells(session, tableName, plan.key.length > 0 ? plan.compared.length : 0);
    const columns = layout.map((column) => headerOf(sides, column));
    const odd = new Set(columns.flatMap(({ hasStates }, place) => (hasStates ? [place] : [])));
    const header = { tableId: id, rows, columns, stateNames, about, nowMs };
    const table = await writeTable(session, folder, header, {
      tableName,
      odd,
      rows,
      textBytes: rows * textBytesPerRow,
    });
    return {
      table,
      counts: {
        ...{ came, went, changed, changedCells: cells.reduce((sum, one) => sum + one, 0) },
        same: after.table.rows - came - changed,
      },
      changedCells: cells,
      ...{ repeatsBefore, repeatsAfter },
    };
  } finally {
    await tables.drop(tableName);
  }
}

/** A guess, for how much of the memory the table will take. */
const textBytesPerRow = 64;

async function changedCells(session: Session, tableName: string, columns: number): Promise<number[]> {
  if (columns === 0) return [];
  const sums = Array.from({ length: columns }, (_, at) => `count(*) FILTER (WHERE d${at})`);
  const [row = []] = await session.rows({ sql: `SELECT ${sums.join(', ')} FROM ${tableName}` });
  return row.map(Number);
}

/** Which of the pairs hold the same in every row that both tables have, and something in one of them at least. */
export async function equalColumns(
  session: Session,
  { tables, before, after }: Both,
  { key, candidates }: RenameRequest,
): Promise<ColumnPair[]> {
  if (key.length === 0 || candidates.length === 0) return [];
  const on = key.map((pair) => `b.c${pair.before} IS NOT DISTINCT FROM a.c${pair.after}`);
  const parts = candidates.map(
    (pair) =>
      `count(*) FILTER (WHERE a.c${pair.after} IS NOT NULL) > 0 AND count(*) FILTER (WHERE a.c${pair.after} IS DISTINCT FROM b.c${pair.before}) = 0`,
  );
  const sql = `SELECT ${parts.join(', ')} FROM ${tables.source(before).relation} AS b JOIN ${tables.source(after).relation} AS a ON ${on.join(' AND ')}`;
  const [row = []] = await session.rows({ sql });
  return candidates.filter((_, at) => row[at] === true);
}

function sideOf(tables: HeldTables, held: Held): DiffSide {
  const { columns, stateNames } = held.table;
  return { source: tables.source(held), columns, stateNames };
}

function headerOf(sides: DiffSides, column: DiffColumn): ColumnHeader {
  if (column.role === 'change' || column.role === 'changed-columns') return { ...plainText, ...named(column.name) };
  const place = column.role === 'key' ? column.pair.after : column.place;
  const side: Pick<DiffSide, 'columns'> = column.role === 'before' ? sides.before : sides.after;
  const facts = side.columns[place];
  if (facts === undefined) return { ...plainText, ...named(column.name) };
  const { fileName: _, stateFileName: _state, rawFileName: _raw, ...kept } = facts;
  if (column.role !== 'key')
    return { ...kept, ...named(column.name), hasStates: true, hasRaw: facts.rawFileName !== null };
  const hasRaw = [facts, sides.before.columns[column.pair.before]].some((one) => one?.rawFileName != null);
  return { ...kept, ...named(column.name), kind: kindOfPair(sides, column.pair), hasStates: true, hasRaw };
}

function named(name: string): Pick<StoredColumn, 'name' | 'label'> {
  return { name, label: name };
}

const plainText = {
  unit: null,
  note: null,
  timeScale: null,
  kind: 'text',
  hasStates: false,
  hasRaw: false,
} as const;

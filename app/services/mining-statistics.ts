import type { ColumnEngine } from '../columns/index.ts';
import { AppError } from '../contract/app-error.ts';
import type { SqlTable } from '../contract/columns.ts';
import type { Aggregate, Correlations } from '../contract/mining.ts';
import type { RecordFilter } from '../contract/record-view.ts';
import type { FilterValue } from '../domain/columns.ts';
import { sqlTableOf } from './kept-tables.ts';
import { aggregateText, correlationText, sqlName, sqlValue, tableName, whereText } from './mining-sql.ts';
import { columnFilterOf } from './record-filter.ts';
import type { ReadColumn, ReadTable } from './table-columns.ts';

/** More columns than these are no table that anybody reads. */
const mostAcross = 50;
const mostGroups = 10_000;

export async function correlate(
  engine: ColumnEngine,
  read: ReadTable,
  wish: { columns: readonly number[]; method: 'pearson' | 'spearman'; filters: readonly RecordFilter[] },
  signal: AbortSignal,
): Promise<Correlations> {
  const places = [...new Set(wish.columns)];
  const columns = places.map((place) => numberColumn(read, place));
  const pairs = places.flatMap((_, y) => places.slice(0, y).map((__, x) => [x, y] as const));
  if (pairs.length === 0) return { columns: places, pairs: [] };
  const names = columns.map(({ stored }) => stored.fileName);
  const statement = correlationText(names, pairs, wish.method, whereOf(read, wish.filters));
  const answer = await ask(engine, read, statement, 1, signal);
  const valueAt = (place: number): number | null => {
    const value = answer.columns[place]?.values[0];
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  };
  return {
    columns: places,
    pairs: pairs.map(([x, y], pair) => {
      const count = Number(answer.columns[5 * pair]?.values[0] ?? 0);
      const [slope, straight] = [valueAt(5 * pair + 2), valueAt(5 * pair + 4)];
      return {
        x: places[x] ?? 0,
        y: places[y] ?? 0,
        count,
        coefficient: valueAt(5 * pair + 1),
        slope,
        intercept: valueAt(5 * pair + 3),
        slopeStderr: slopeError(slope, straight, count),
      };
    }),
  };
}

/** Standard error of the slope of a straight line, from its coefficient of correlation. */
function slopeError(slope: number | null, coefficient: number | null, count: number): number | null {
  if (slope === null || coefficient === null || coefficient === 0 || count < 3) return null;
  return Math.abs(slope) * Math.sqrt(Math.max(0, 1 / coefficient ** 2 - 1) / (count - 2));
}

export interface GroupWish {
  by: readonly number[];
  across: number | null;
  values: readonly { column: number; aggregate: Aggregate }[];
  filters: readonly RecordFilter[];
}

export async function groupTable(
  engine: ColumnEngine,
  read: ReadTable,
  wish: GroupWish,
  signal: AbortSignal,
): Promise<SqlTable> {
  const where = whereOf(read, wish.filters);
  const by = wish.by.map((place) => columnAt(read, place));
  const across = wish.across === null ? null : columnAt(read, wish.across);
  const parts = across === null ? [{ title: '', when: '' }] : await acrossParts(engine, read, across, where, signal);
  const values = parts.flatMap(({ title, when }) =>
    wish.values.map(({ column, aggregate }) => {
      const { about, stored } = aggregate === 'count' ? columnAt(read, column) : numberColumn(read, column);
      const words = `${aggregate} ${about.name}`;
      return {
        name: title === '' ? words : wish.values.length === 1 ? title : `${title}: ${words}`,
        unit: aggregate === 'count' ? null : about.unit,
        sql: aggregateText(aggregate, stored.fileName, when),
      };
    }),
  );
  const keys = by.map(({ stored }) => sqlName(stored.fileName));
  const selected = [
    ...by.map(({ stored }) => sqlName(stored.fileName)),
    'count(*)::INTEGER AS rows',
    ...values.map(({ sql }, place) => `${sql} AS v${place}`),
  ];
  const statement = `SELECT ${selected.join(', ')} FROM ${tableName} ${where} GROUP BY ${keys.join(', ')} ORDER BY ${keys
    .map((key) => `${key} NULLS LAST`)
    .join(', ')}`;
  const answer = await ask(engine, read, statement, mostGroups, signal);
  return {
    ...answer,
    columns: answer.columns.map((column, place) => {
      const value = values[place - by.length - 1];
      return value === undefined ? column : { ...column, name: value.name, unit: value.unit };
    }),
  };
}

async function acrossParts(
  engine: ColumnEngine,
  read: ReadTable,
  { about, stored }: ReadColumn,
  where: string,
  signal: AbortSignal,
): Promise<{ title: string; when: string }[]> {
  const name = sqlName(stored.fileName);
  const statement = `SELECT DISTINCT ${name} AS part FROM ${tableName} ${where} ORDER BY 1 NULLS LAST`;
  const answer = await ask(engine, read, statement, mostAcross, signal);
  if (answer.isCut)
    throw new AppError('invalid-input', `${about.name} has more than ${mostAcross} different values.`, {
      remedy: 'Choose another column for the columns of the pivot table, or filter first.',
    });
  const values = answer.columns[0]?.values ?? [];
  return values.map((value) => ({
    title: value === null ? 'without' : String(value),
    when: ` AND ${name} IS NOT DISTINCT FROM ${sqlValue(askedValue(value, answer.columns[0]?.kind))}`,
  }));
}

/** Answers show times and large integers as texts. */
function askedValue(value: string | number | null, kind: string | undefined): FilterValue | null {
  return kind === 'longlong' && typeof value === 'string' ? BigInt(value) : value;
}

async function ask(
  engine: ColumnEngine,
  { table }: ReadTable,
  statement: string,
  rowLimit: number,
  signal: AbortSignal,
): Promise<SqlTable> {
  return sqlTableOf(await engine.sql(statement, { [tableName]: table.tableId }, { signal, rowLimit }));
}

function whereOf({ columns }: ReadTable, filters: readonly RecordFilter[]): string {
  const fileNames = new Map(columns.map(({ stored }) => [stored.name, stored.fileName]));
  return whereText(columnFilterOf(filters, columns), (name) => fileNames.get(name) ?? name);
}

function columnAt({ columns }: ReadTable, place: number): ReadColumn {
  const column = columns[place];
  if (column !== undefined) return column;
  throw new AppError('invalid-input', `The table has no column ${place}.`, { remedy: 'Choose a column of the table.' });
}

function numberColumn(read: ReadTable, place: number): ReadColumn {
  const column = columnAt(read, place);
  const { kind, name } = column.about;
  if (kind === 'integer' || kind === 'longlong' || kind === 'real') return column;
  throw new AppError('invalid-input', `${name} holds no numbers.`, {
    remedy: 'Choose a column of numbers, or count its values.',
  });
}

import type { ColumnEngine, TableQuestion } from '../columns/index.ts';
import { AppError } from '../contract/app-error.ts';
import type { Aggregate, Correlations } from '../contract/mining.ts';
import type { RecordFilter } from '../contract/record-view.ts';
import type { FilterValue, SqlAnswer } from '../domain/columns.ts';
import { sqlTableOf } from './kept-tables.ts';
import { columnAt, numberColumn } from './mining-numbers.ts';
import { aggregateText, correlationQuestion, sqlName, sqlValue, tableName, whereText } from './mining-sql.ts';
import { shownTime } from './record-cells.ts';
import { columnFilterOf } from './record-filter.ts';
import { type ReadColumn, type ReadTable, timeFormatOf } from './table-columns.ts';

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
  if (pairs.length === 0) return { columns: places, tested: 0, pairs: [] };
  const names = columns.map(({ stored }) => stored.fileName);
  const question = correlationQuestion(names, pairs, wish.method, whereOf(read, wish.filters));
  const answer = sqlTableOf(await ask(engine, read, { ...question, rowLimit: 1 }, signal));
  const valueAt = (place: number): number | null => {
    const value = answer.columns[place]?.values[0];
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  };
  const found = pairs.map(([x, y], pair) => ({
    ...{ x: places[x] ?? 0, y: places[y] ?? 0, count: Number(answer.columns[2 * pair]?.values[0] ?? 0) },
    coefficient: valueAt(2 * pair + 1),
  }));
  // The library for distributions is large, and most sessions ask for none.
  const { correlationP, holm } = await import('../analysis/significance.ts');
  const ps = found.map(({ coefficient, count }) => (coefficient === null ? null : correlationP(coefficient, count)));
  const corrected = holm(ps);
  return {
    columns: places,
    tested: ps.filter((p) => p !== null).length,
    pairs: found.map((pair, place) => ({ ...pair, p: ps[place] ?? null, pCorrected: corrected[place] ?? null })),
  };
}

export interface GroupWish {
  by: readonly number[];
  across: number | null;
  values: readonly { column: number; aggregate: Aggregate }[];
  filters: readonly RecordFilter[];
}

/** Columns of an answer with their names and units for people; the first ones are those that were grouped by. */
export async function groupTable(
  engine: ColumnEngine,
  read: ReadTable,
  wish: GroupWish,
  signal: AbortSignal,
): Promise<SqlAnswer> {
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
  const select = `SELECT ${selected.join(', ')} FROM ${tableName} ${where} GROUP BY ${keys.join(', ')} ORDER BY ${keys
    .map((key) => `${key} NULLS LAST`)
    .join(', ')}`;
  const carried = by.map(({ stored }) => stored.fileName);
  const answer = await ask(engine, read, { select, carried, rowLimit: mostGroups }, signal);
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
  { about, stored, timeUnit }: ReadColumn,
  where: string,
  signal: AbortSignal,
): Promise<{ title: string; when: string }[]> {
  const name = sqlName(stored.fileName);
  const select = `SELECT DISTINCT ${name} AS part FROM ${tableName} ${where} ORDER BY 1 NULLS LAST`;
  const answer = sqlTableOf(await ask(engine, read, { select, rowLimit: mostAcross }, signal));
  if (answer.isCut)
    throw new AppError('invalid-input', `${about.name} has more than ${mostAcross} different values.`, {
      remedy: 'Choose another column for the columns of the pivot table, or filter first.',
    });
  const values = answer.columns[0]?.values ?? [];
  return values.map((value) => ({
    title: partTitle(value, about.kind === 'time' ? timeUnit : null),
    when: ` AND ${name} IS NOT DISTINCT FROM ${sqlValue(askedValue(value, answer.columns[0]?.kind))}`,
  }));
}

/** Times are seconds in the file and dates for people. */
function partTitle(value: string | number | null, timeUnit: string | null): string {
  if (value === null) return 'without';
  const time = timeUnit !== null && typeof value === 'number' ? shownTime(value, timeFormatOf(timeUnit, 'own')) : null;
  return time ?? String(value);
}

/** Large integers come as texts. */
function askedValue(value: string | number | null, kind: string | undefined): FilterValue | null {
  return kind === 'longlong' && typeof value === 'string' ? BigInt(value) : value;
}

function ask(
  engine: ColumnEngine,
  { table }: ReadTable,
  question: Pick<TableQuestion, 'select' | 'rowLimit'> & Partial<TableQuestion>,
  signal: AbortSignal,
): Promise<SqlAnswer> {
  return engine.ask(table.tableId, { table: tableName, parts: [], carried: [], ...question }, { signal });
}

function whereOf({ columns }: ReadTable, filters: readonly RecordFilter[]): string {
  const fileNames = new Map(columns.map(({ stored }) => [stored.name, stored.fileName]));
  return whereText(columnFilterOf(filters, columns), (name) => fileNames.get(name) ?? name);
}

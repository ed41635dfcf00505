import { type ColumnKind, missingState, okState, type StoredColumn } from '../../domain/columns.ts';
import type { DiffColumn } from '../../domain/diff/diff-layout.ts';
import { type ColumnPair, commonKind, type DiffPlan } from '../../domain/diff/diff-plan.ts';
import { rawName, stateName, typesOfKinds, valueName } from './append.ts';
import type { RowSource } from './held-tables.ts';
import { quoteText } from './quote.ts';

/** One of the two answers: where its rows are, and what its states mean. */
export interface DiffSide {
  source: RowSource;
  columns: readonly StoredColumn[];
  stateNames: readonly string[];
}

export interface DiffSides {
  before: DiffSide;
  after: DiffSide;
  plan: DiffPlan;
  /** Names of states over both, by their codes. */
  stateNames: readonly string[];
}

/** State names of both tables, and one more for cells of a row that a side does not have. */
export function jointStates(before: readonly string[], after: readonly string[], notThere: string): string[] {
  return [...new Set([...after, ...before, notThere])];
}

/** Whether some key stands on several rows of a side, as a statement with one number: how many rows too many. */
export function repeatsSql({ source }: DiffSide, key: readonly number[]): string {
  if (key.length === 0) return 'SELECT 0';
  const names = key.map(valueName).join(', ');
  return `SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM ${source.relation} GROUP BY ${names})`;
}

/**
 * Pairs rows of both sides by their keys; of rows with one key the first goes with the first, the second with the
 * second. Rows that differ in no cell are left out; `d0`, `d1` … say which of the compared columns differ.
 */
export function differingRowsSql(sides: DiffSides, hasRepeats: boolean): string {
  const { before, after, plan, stateNames } = sides;
  // Without a key two rows are the same if all of their cells are.
  const keys = plan.key.length > 0 ? plan.key : plan.compared;
  const kinds = keys.map((pair) => kindOfPair(sides, pair));
  const numbered = (side: DiffSide, of: keyof ColumnPair): string => {
    const { rowNumber, relation } = side.source;
    const values = keys.map((pair, at) => `CAST(${valueName(pair[of])} AS ${typesOfKinds[kinds[at] ?? 'text']})`);
    const by = [...values, ...(plan.key.length > 0 ? [] : stateParts(side, of, keys, stateNames))];
    const isCounted = hasRepeats || plan.key.length === 0;
    const repeat = isCounted ? `row_number() OVER (PARTITION BY ${by.join(', ')} ORDER BY ${rowNumber})` : '1';
    // Tables without a common column have no row in common.
    const number = by.length > 0 ? repeat : of === 'after' ? rowNumber : `-1 - ${rowNumber}`;
    const fields = [`${rowNumber} AS q`, `${number} AS n`, ...by.map((part, at) => `${part} AS k${at}`)];
    return `(SELECT *, ${fields.join(', ')} FROM ${relation})`;
  };
  const parts = keys.length * (plan.key.length > 0 ? 1 : 2);
  const same = Array.from({ length: parts }, (_, at) => `b.k${at} IS NOT DISTINCT FROM a.k${at}`);
  const flags = (plan.key.length > 0 ? plan.compared : []).map(
    (pair, at) => `(a.q IS NOT NULL AND b.q IS NOT NULL AND ${differsSql(sides, pair)}) AS d${at}`,
  );
  const joined = `${numbered(before, 'before')} AS b FULL OUTER JOIN ${numbered(after, 'after')} AS a ON ${[...same, 'a.n = b.n'].join(' AND ')}`;
  const anyFlag = flags.map((_, at) => `d${at}`);
  const differs = ['a_q IS NULL', 'b_q IS NULL', ...anyFlag].join(' OR ');
  const fields = [...outFields(sides), ...flags];
  return `SELECT * FROM (SELECT a.q AS a_q, b.q AS b_q, ${fields.join(', ')} FROM ${joined}) WHERE ${differs}`;
}

/** Cells of every column of both sides by names of ours: av, as, ar for the later answer, bv, bs, br for the earlier. */
function outFields({ before, after, stateNames }: DiffSides): string[] {
  const of = (side: DiffSide, letter: 'a' | 'b'): string[] =>
    side.columns.flatMap((column, place) => [
      `${letter}.${valueName(place)} AS ${letter}v${place}`,
      `${stateSql(side, place, stateNames, letter)} AS ${letter}s${place}`,
      ...(column.rawFileName === null ? [] : [`${letter}.${rawName(place)} AS ${letter}r${place}`]),
    ]);
  return [...of(after, 'a'), ...of(before, 'b')];
}

/** A missing cell, one that is not a number, and one that could not be read are three different things. */
function differsSql(sides: DiffSides, pair: ColumnPair): string {
  const { before, after, stateNames } = sides;
  const type = typesOfKinds[kindOfPair(sides, pair)];
  const value = (letter: string, place: number): string => `CAST(${letter}.${valueName(place)} AS ${type})`;
  const raw = (letter: string, side: DiffSide, place: number): string =>
    side.columns[place]?.rawFileName ? `${letter}.${rawName(place)}` : 'NULL';
  const hasRaw = Boolean(before.columns[pair.before]?.rawFileName ?? after.columns[pair.after]?.rawFileName);
  return [
    `${value('a', pair.after)} IS DISTINCT FROM ${value('b', pair.before)}`,
    `${stateSql(after, pair.after, stateNames, 'a')} <> ${stateSql(before, pair.before, stateNames, 'b')}`,
    ...(hasRaw ? [`${raw('a', after, pair.after)} IS DISTINCT FROM ${raw('b', before, pair.before)}`] : []),
  ]
    .join(' OR ')
    .replace(/^(.*)$/s, '($1)');
}

function stateParts(
  side: DiffSide,
  of: keyof ColumnPair,
  pairs: readonly ColumnPair[],
  stateNames: readonly string[],
): string[] {
  return pairs.map((pair) => stateSql(side, pair[of], stateNames, null));
}

/** The code of a cell's state among those of both sides. */
function stateSql(side: DiffSide, place: number, stateNames: readonly string[], letter: 'a' | 'b' | null): string {
  const of = letter === null ? '' : `${letter}.`;
  if (!side.columns[place]?.stateFileName)
    return `(CASE WHEN ${of}${valueName(place)} IS NULL THEN ${missingState} ELSE ${okState} END)`;
  const whens = side.stateNames.map((name, code) => `WHEN ${code} THEN ${stateNames.indexOf(name)}`);
  return `(CASE ${of}${stateName(place)} ${whens.join(' ')} ELSE ${missingState} END)`;
}

export function kindOfPair({ before, after }: Pick<DiffSides, 'before' | 'after'>, pair: ColumnPair): ColumnKind {
  return commonKind(before.columns[pair.before]?.kind ?? 'text', after.columns[pair.after]?.kind ?? 'text');
}

/** The table of the diff from the differing rows, in our names of its columns. */
export function diffTableSql(sides: DiffSides, layout: readonly DiffColumn[], rows: string): string {
  const notThere = sides.stateNames.length - 1;
  const fields = layout.flatMap((column, place) => cellFields(sides, column, place, notThere));
  const flags = (sides.plan.key.length > 0 ? sides.plan.compared : []).map((_, at) => `d${at}`);
  return `SELECT ${[...fields, ...flags].join(', ')} FROM (${rows}) ORDER BY coalesce(a_q, b_q), a_q IS NULL`;
}

function cellFields(sides: DiffSides, column: DiffColumn, place: number, notThere: number): string[] {
  const named = (value: string, state?: string, raw?: string): string[] => [
    `${value} AS ${valueName(place)}`,
    ...(state === undefined ? [] : [`CAST(${state} AS UTINYINT) AS ${stateName(place)}`]),
    ...(raw === undefined ? [] : [`${raw} AS ${rawName(place)}`]),
  ];
  const rawOf = (letter: 'a' | 'b', side: DiffSide, at: number): string =>
    side.columns[at]?.rawFileName ? `${letter}r${at}` : 'NULL::VARCHAR';
  switch (column.role) {
    case 'change':
      return named(`CASE WHEN b_q IS NULL THEN 'came' WHEN a_q IS NULL THEN 'went' ELSE 'changed' END`);
    case 'changed-columns': {
      const names = changedNames(sides);
      return named(names.length === 0 ? `'[]'` : `'[' || concat_ws(',', ${names.join(', ')}) || ']'`);
    }
    case 'key': {
      const { before, after } = column.pair;
      const type = typesOfKinds[kindOfPair(sides, column.pair)];
      const either = (a: string, b: string): string => `CASE WHEN a_q IS NULL THEN ${b} ELSE ${a} END`;
      return named(
        either(`CAST(av${after} AS ${type})`, `CAST(bv${before} AS ${type})`),
        either(`as${after}`, `bs${before}`),
        either(rawOf('a', sides.after, after), rawOf('b', sides.before, before)),
      );
    }
    case 'after':
    case 'before': {
      const letter = column.role === 'after' ? 'a' : 'b';
      const side = sides[column.role];
      return named(
        `${letter}v${column.place}`,
        `CASE WHEN ${letter}_q IS NULL THEN ${notThere} ELSE ${letter}s${column.place} END`,
        rawOf(letter, side, column.place),
      );
    }
    default:
      return column satisfies never;
  }
}

function changedNames({ plan, after }: DiffSides): string[] {
  if (plan.key.length === 0) return [];
  return plan.compared.map(
    (pair, at) => `CASE WHEN d${at} THEN ${quoteText(JSON.stringify(after.columns[pair.after]?.name ?? ''))} END`,
  );
}

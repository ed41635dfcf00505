import type { DuckDBValue } from '@duckdb/node-api';
import type { ColumnFilter, ColumnSummary, Histogram, StoredColumn } from '../../domain/columns.ts';
import { valueName } from './append.ts';
import type { BoundValue, Session } from './database.ts';
import { whereSql } from './filter-sql.ts';

const bins = 24;
const topTexts = 10;
/** Counting each of very many different texts takes long, and says nothing. */
const mostDifferentTexts = 50_000;

interface Source {
  session: Session;
  relation: string;
  where: { sql: string; values: readonly BoundValue[] };
}

type Numbers = Pick<ColumnSummary, 'count' | 'min' | 'max' | 'mean' | 'deviation'> & { notFinite: number };

/** One line of facts for each column, over the rows that pass the filter. */
export async function summarise(
  session: Session,
  relation: string,
  columns: readonly StoredColumn[],
  filter: ColumnFilter | null,
): Promise<ColumnSummary[]> {
  const source: Source = { session, relation, where: whereSql(columns, filter) };
  const total = await countAll(source);
  const numbers = await numberFacts(source, columns);
  const texts = await textFacts(source, columns);
  const histograms = await histogramsOf(source, numbers);
  const summaries: ColumnSummary[] = [];
  for (const [place, { name, kind }] of columns.entries()) {
    const { count, notFinite, min, max, mean, deviation } = numbers.get(place) ?? {
      ...noNumbers,
      count: texts.get(place)?.count ?? 0,
    };
    const text = texts.get(place);
    const notANumber = notFinite === 0 ? 0 : await countNaN(source, place);
    summaries.push({
      name,
      kind,
      count,
      missing: total - count,
      notANumber,
      infinite: notFinite - notANumber,
      min,
      max,
      mean,
      deviation,
      histogram: histograms.get(place) ?? null,
      differentTexts: text?.different ?? null,
      topTexts: text === undefined || text.different > mostDifferentTexts ? [] : await commonest(source, place),
    });
  }
  return summaries;
}

const noNumbers: Numbers = { count: 0, notFinite: 0, min: null, max: null, mean: null, deviation: null };

async function countNaN({ session, relation, where }: Source, place: number): Promise<number> {
  const sql = `SELECT count(*) FROM ${relation} ${andWhere(where.sql)} isnan(${valueName(place)})`;
  return Number(await session.one({ sql, values: where.values }));
}

function andWhere(where: string): string {
  return where === '' ? 'WHERE' : `${where} AND`;
}

async function countAll({ session, relation, where }: Source): Promise<number> {
  return Number(await session.one({ sql: `SELECT count(*) FROM ${relation} ${where.sql}`, values: where.values }));
}

async function numberFacts(source: Source, columns: readonly StoredColumn[]): Promise<Map<number, Numbers>> {
  const places = columns.flatMap(({ kind }, place) => (kind === 'text' ? [] : [place]));
  try {
    const facts = await factsOf(source, columns, places, new Map());
    if ([...facts.values()].every(({ mean }) => mean === null || Number.isFinite(mean))) return facts;
  } catch (error) {
    if (!isOutOfRange(error)) throw error;
  }
  // Sums of very large numbers leave the range of doubles; those of their fractions of the largest do not.
  return factsOf(source, columns, places, await scalesOf(source, columns, places));
}

function isOutOfRange(error: unknown): boolean {
  return error instanceof Error && /out of range/i.test(error.message);
}

/** @param scales A power of two for each place whose numbers are too large; mean and deviation are taken below it. */
async function factsOf(
  { session, relation, where }: Source,
  columns: readonly StoredColumn[],
  places: readonly number[],
  scales: ReadonlyMap<number, number>,
): Promise<Map<number, Numbers>> {
  if (places.length === 0) return new Map();
  const finite = places.flatMap((place) => {
    const name = valueName(place);
    if (!isFloat(columns[place]))
      return [columns[place]?.kind === 'flag' ? `${name}::TINYINT AS f${place}` : `${name} AS f${place}`];
    return [`CASE WHEN isfinite(${name}) THEN ${name} END AS f${place}`, name];
  });
  const fields = places.flatMap((place) => {
    const [name, own] = [`f${place}`, valueName(place)];
    const scale = scales.get(place);
    const scaled = scale === undefined ? name : `${name} / ${scale}::DOUBLE`;
    return [
      isFloat(columns[place]) ? `count(${own})` : `count(${name})`,
      `count(${name})`,
      `min(${name})`,
      `max(${name})`,
      `avg(${scaled})`,
      `stddev_samp(${scaled})`,
    ];
  });
  const [row = []] = await session.rows({
    sql: `SELECT ${fields.join(', ')} FROM (SELECT ${finite.join(', ')} FROM ${relation} ${where.sql})`,
    values: where.values,
  });
  return new Map(
    places.map((place, index) => {
      const [count, finiteCount, min, max, mean, deviation] = row.slice(index * 6, index * 6 + 6);
      const scale = scales.get(place) ?? 1;
      return [
        place,
        {
          count: Number(count),
          notFinite: Number(count) - Number(finiteCount),
          min: numberOf(min),
          max: numberOf(max),
          mean: typeof mean === 'number' ? mean * scale : null,
          deviation: typeof deviation === 'number' ? deviation * scale : null,
        },
      ];
    }),
  );
}

function numberOf(value: DuckDBValue | undefined): number | bigint | null {
  return typeof value === 'number' || typeof value === 'bigint' ? value : null;
}

/** Powers of two near the largest number of each column of doubles. */
async function scalesOf(
  { session, relation, where }: Source,
  columns: readonly StoredColumn[],
  places: readonly number[],
): Promise<Map<number, number>> {
  const floats = places.filter((place) => isFloat(columns[place]));
  const fields = floats.map((place) => `max(abs(${valueName(place)})) FILTER (isfinite(${valueName(place)}))`);
  const [row = []] = await session.rows({
    sql: `SELECT ${fields.join(', ')} FROM ${relation} ${where.sql}`,
    values: where.values,
  });
  return new Map(
    floats.map((place, index) => [
      place,
      2 ** Math.min(1023, Math.max(0, Math.floor(Math.log2(Number(row[index] ?? 1) || 1)))),
    ]),
  );
}

function isFloat(column: StoredColumn | undefined): boolean {
  return column?.kind === 'real' || column?.kind === 'time';
}

/** All of them in one statement, so that no processor waits for another. */
async function histogramsOf(
  { session, relation, where }: Source,
  numbers: ReadonlyMap<number, Numbers>,
): Promise<Map<number, Histogram>> {
  const values = [...where.values];
  const histograms = new Map<number, Histogram>();
  const parts: string[] = [];
  for (const [place, { min, max, notFinite }] of numbers) {
    if (min === null || max === null) continue;
    const [from, to] = [Number(min), Number(max)];
    histograms.set(place, { from, to, counts: new Array<number>(bins).fill(0) });
    const bin = binSql(`${valueName(place)}::DOUBLE`, from, to, values);
    const finite = notFinite === 0 ? '' : `${andWhere(where.sql)} isfinite(${valueName(place)})`;
    parts.push(
      `SELECT ${place}, ${bin} AS bin, count(*) FROM ${relation} ${finite === '' ? where.sql : finite} GROUP BY bin`,
    );
  }
  if (parts.length === 0) return histograms;
  for (const [place, bin, count] of await session.rows({ sql: parts.join(' UNION ALL '), values })) {
    const counts = histograms.get(Number(place))?.counts;
    // Cells without a value have no bin; the upper end belongs to the last one.
    if (counts === undefined || bin === null) continue;
    const index = Math.max(0, Math.min(bins - 1, Number(bin)));
    counts[index] = (counts[index] ?? 0) + Number(count);
  }
  return histograms;
}

/** Number of the bin of a value, give or take one at the ends. */
function binSql(value: string, from: number, to: number, values: BoundValue[]): string {
  const isWide = !Number.isFinite(to - from);
  // The distance between the ends must not leave the range of doubles.
  const [low, width] = isWide ? [from / 2, (to / 2 - from / 2) / bins] : [from, (to - from) / bins];
  if (width === 0) return `CASE WHEN ${value} IS NOT NULL THEN 0::TINYINT END`;
  values.push(low, width);
  return `floor((${value}${isWide ? ' / 2' : ''} - $${values.length - 1}) / $${values.length})::TINYINT`;
}

async function textFacts(
  { session, relation, where }: Source,
  columns: readonly StoredColumn[],
): Promise<Map<number, { count: number; different: number }>> {
  const places = columns.flatMap(({ kind }, place) => (kind === 'text' ? [place] : []));
  if (places.length === 0) return new Map();
  const fields = places.map((place) => `count(${valueName(place)}), approx_count_distinct(${valueName(place)})`);
  const [row = []] = await session.rows({
    sql: `SELECT ${fields.join(', ')} FROM ${relation} ${where.sql}`,
    values: where.values,
  });
  return new Map(
    places.map((place, index) => [
      place,
      { count: Number(row[index * 2]), different: Math.min(Number(row[index * 2]), Number(row[index * 2 + 1])) },
    ]),
  );
}

async function commonest({ session, relation, where }: Source, place: number): Promise<ColumnSummary['topTexts']> {
  const name = valueName(place);
  const rows = await session.rows({
    sql: `SELECT ${name}, count(*) AS n FROM ${relation} ${andWhere(where.sql)} ${name} IS NOT NULL
      GROUP BY ${name} ORDER BY n DESC, ${name} LIMIT ${topTexts}`,
    values: where.values,
  });
  return rows.map(([text, count]) => ({ text: String(text), count: Number(count) }));
}

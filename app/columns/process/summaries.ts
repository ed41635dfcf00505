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

type Numbers = Pick<ColumnSummary, 'count' | 'notANumber' | 'infinite' | 'min' | 'max' | 'mean' | 'deviation'>;

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
  const summaries: ColumnSummary[] = [];
  for (const [place, { name, kind }] of columns.entries()) {
    const facts = numbers.get(place);
    const text = texts.get(place);
    const count = facts?.count ?? text?.count ?? 0;
    summaries.push({
      name,
      kind,
      missing: total - count,
      notANumber: 0,
      infinite: 0,
      min: null,
      max: null,
      mean: null,
      deviation: null,
      ...facts,
      count,
      histogram: facts === undefined ? null : await histogram(source, place, facts),
      differentTexts: text?.different ?? null,
      topTexts: text === undefined || text.different > mostDifferentTexts ? [] : await commonest(source, place),
    });
  }
  return summaries;
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
    const scaled = `${name} / ${scales.get(place) ?? 1}::DOUBLE`;
    return [
      isFloat(columns[place]) ? `count(${own})` : `count(${name})`,
      isFloat(columns[place]) ? `count(${own}) FILTER (isnan(${own}))` : '0',
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
      const [count, nan, finiteCount, min, max, mean, deviation] = row.slice(index * 7, index * 7 + 7);
      const scale = scales.get(place) ?? 1;
      return [
        place,
        {
          count: Number(count),
          notANumber: Number(nan),
          infinite: Number(count) - Number(nan) - Number(finiteCount),
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

async function histogram(
  { session, relation, where }: Source,
  place: number,
  facts: Numbers,
): Promise<Histogram | null> {
  const [from, to] = [Number(facts.min), Number(facts.max)];
  if (facts.min === null || facts.max === null) return null;
  const counts = new Array<number>(bins).fill(0);
  // Half of each number: the distance between the ends must not leave the range of doubles.
  const width = (to / 2 - from / 2) / bins;
  const name = `${valueName(place)}::DOUBLE`;
  const [low, step] = [where.values.length + 1, where.values.length + 2];
  const bin = width > 0 ? `floor((${name} / 2 - $${low}::DOUBLE) / $${step}::DOUBLE)` : '0';
  const condition = where.sql === '' ? 'WHERE' : `${where.sql} AND`;
  const rows = await session.rows({
    sql: `SELECT greatest(0, least(${bins - 1}, ${bin}))::UTINYINT AS bin, count(*)
      FROM ${relation} ${condition} isfinite(${name}) GROUP BY bin`,
    values: width > 0 ? [...where.values, from / 2, width] : where.values,
  });
  for (const [index, count] of rows) counts[Number(index)] = Number(count);
  return { from, to, counts };
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
  const condition = where.sql === '' ? 'WHERE' : `${where.sql} AND`;
  const rows = await session.rows({
    sql: `SELECT ${name}, count(*) AS n FROM ${relation} ${condition} ${name} IS NOT NULL
      GROUP BY ${name} ORDER BY n DESC, ${name} LIMIT ${topTexts}`,
    values: where.values,
  });
  return rows.map(([text, count]) => ({ text: String(text), count: Number(count) }));
}

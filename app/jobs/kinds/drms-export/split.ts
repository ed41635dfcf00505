import type { DrmsClient } from '../../../clients/drms/api.ts';
import type { CellColumn } from '../../../clients/drms/cell-column.ts';
import { recordParts } from '../../../domain/drms/series-name.ts';
import { parseRecordSet } from '../../../domain/record-set/parse.ts';
import { isPositional, type RecordSet } from '../../../domain/record-set/syntax.ts';

/** What the server takes at once (protocol 6.3). */
export const longestQuery = 8192;
/** Memory of the server is the bound: 15 000 records of one instrument, 32 000 of another. */
export const usualMostRecords = 15_000;
const mostRanges = 10;

/**
 * A query in as many queries as the server needs to read it: it dies of long ones, and of many ranges in one filter.
 * @returns the query itself where nothing is to be done, or where it cannot be read
 */
export function readableQueries(recordSet: string): string[] {
  const parsed = parseRecordSet(recordSet);
  if (!parsed.ok) return [recordSet];
  const pieces = parsed.sets.flatMap((set) => rangesApart(recordSet, set));
  const isWhole = pieces.length === parsed.sets.length && recordSet.length <= longestQuery;
  return isWhole ? [recordSet] : packed(pieces);
}

function rangesApart(text: string, set: RecordSet): string[] {
  const filter = set.filters.find((one) => one.kind === 'values' && one.items.length > mostRanges);
  if (filter?.kind !== 'values') return [text.slice(set.from, set.to)];
  const pieces: string[] = [];
  for (let start = 0; start < filter.items.length; start += mostRanges) {
    const items = filter.items.slice(start, start + mostRanges);
    const [first, last] = [items[0], items.at(-1)];
    const before = text.slice(set.from, filter.items[0]?.from);
    if (first !== undefined && last !== undefined)
      pieces.push(before + text.slice(first.from, last.to) + text.slice(filter.items.at(-1)?.to, set.to));
  }
  return pieces;
}

/** Sets joined again as far as they fit: each export costs a place in the queue. */
function packed(pieces: readonly string[]): string[] {
  const queries: string[] = [];
  for (const piece of pieces) {
    const last = queries.at(-1);
    const ranges = (text: string): number => text.split(/[,;]/).length;
    if (last === undefined || ranges(last) + ranges(piece) > mostRanges || last.length + piece.length >= longestQuery)
      queries.push(piece);
    else queries[queries.length - 1] = `${last},${piece}`;
  }
  return queries;
}

/**
 * A query in several that find the same records, none of them more than `most` (as far as records of one time allow).
 * @returns null if that cannot be done
 */
export async function splitRecords(
  client: DrmsClient,
  recordSet: string,
  most: number,
  signal: AbortSignal,
): Promise<string[] | null> {
  const parsed = parseRecordSet(recordSet);
  if (!parsed.ok) return null;
  if (parsed.sets.length > 1) return halves(parsed.sets.map(({ from, to }) => recordSet.slice(from, to)));
  const [set] = parsed.sets;
  if (set === undefined) return null;
  const answer = await client.query(recordSet, { key: ['*recnum*'], recinfo: true }, { signal });
  const [recnums] = answer.keywords;
  if (answer.count <= 1 || recnums === undefined || answer.recordNames === null) return null;
  const size = Math.min(most, Math.ceil(answer.count / 2));
  const byTime = rangesOfFirstKey(recordSet, set, texts(answer.recordNames), size);
  if (byTime !== null && (await findsAll(client, byTime, answer.count, signal))) return byTime;
  return recnumQueries(set, texts(recnums).map(Number), size);
}

function halves(sets: string[]): string[] {
  const middle = Math.ceil(sets.length / 2);
  return [sets.slice(0, middle).join(','), sets.slice(middle).join(',')];
}

/** Ranges of the first prime key in place of its filter; the other filters stay. */
function rangesOfFirstKey(text: string, set: RecordSet, names: readonly string[], size: number): string[] | null {
  const values = names.map((name) => recordParts(name)?.values[0]);
  const [filter] = set.filters;
  if (values.some((value) => value === undefined) || (filter !== undefined && !isPositional(filter))) return null;
  const from = filter?.from ?? set.series.to;
  const to = filter?.to ?? set.series.to;
  const queries: string[] = [];
  for (let start = 0; start < values.length; ) {
    let end = Math.min(values.length, start + size);
    // Records of one time stay together.
    while (end < values.length && values[end] === values[end - 1]) end += 1;
    queries.push(`${text.slice(set.from, from)}[${values[start]}-${values[end - 1]}]${text.slice(to, set.to)}`);
    start = end;
  }
  return queries.length > 1 ? queries : null;
}

/** A step, an order or a key that is no time could make the ranges find others. */
async function findsAll(
  client: DrmsClient,
  queries: readonly string[],
  count: number,
  signal: AbortSignal,
): Promise<boolean> {
  let found = 0;
  for (const query of queries) found += await client.count(query, { signal });
  return found === count;
}

/** Record numbers name the very records, whatever the query was. */
function recnumQueries({ series, segments }: RecordSet, recnums: readonly number[], size: number): string[] | null {
  if (recnums.some((recnum) => !Number.isSafeInteger(recnum))) return null;
  const braces = segments === null ? '' : `{${segments.map(({ text }) => text).join(',')}}`;
  const sorted = recnums.toSorted((a, b) => a - b);
  const queries: string[] = [];
  let runs: { first: number; last: number }[] = [];
  let records = 0;
  const flush = (): void => {
    const list = runs.map(({ first, last }) => (first === last ? `#${first}` : `#${first}-#${last}`)).join(',');
    if (runs.length > 0) queries.push(`${series.text}[:${list}]${braces}`);
    runs = [];
    records = 0;
  };
  for (const recnum of sorted) {
    const run = runs.at(-1);
    if (run !== undefined && recnum === run.last + 1) run.last = recnum;
    else runs.push({ first: recnum, last: recnum });
    records += 1;
    if (records >= size || runs.length >= mostRuns) flush();
  }
  flush();
  return queries;
}

/** Of twenty characters and two signs each they fit into a query. */
const mostRuns = 250;

/** The cells of a column as texts. */
export function texts(column: CellColumn): string[] {
  if (column.kind !== 'text') return Array.from(column.values, String);
  const { bytes, offsets, length } = column;
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length }, (_, row) => all.toString('latin1', offsets[row], offsets[row + 1]));
}

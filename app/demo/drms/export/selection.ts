import { blobBytes } from '../cgi/special-keys.ts';
import { nominalSize } from '../files/nominal-size.ts';
import type { Query } from '../recordset/query.ts';
import { readRecordSet } from '../recordset/record-set.ts';
import { select } from '../recordset/select.ts';
import { RequestError } from '../request-error.ts';
import type { Catalog } from '../series/catalog.ts';
import type { Segment, Series, Storage } from '../series/model.ts';
import { findKeyword, knownRecord } from '../series/records.ts';
import { compile } from '../sql/evaluate.ts';
import { parseCondition } from '../sql/parse.ts';
import type { ExportItem } from './rows.ts';
import { type ExportWish, refused } from './wish.ts';

export interface Selection {
  series: Series;
  items: ExportItem[];
  recordCount: number;
  bytes: number;
  storage: Storage;
}

export function selectItems(wish: ExportWish, catalog: Catalog, mostRecords: number): Selection {
  const queries = filterQuality(openQueries(wish.spec, catalog), wish, catalog);
  const series = queries[0]?.series;
  if (series === undefined) throw refused(`Bad record-set query '${wish.spec}'.`);
  const found = queries.map((query) => ({ recnums: select(query), segments: wantedSegments(query) }));
  const records = limited(
    found.flatMap(({ recnums, segments }) => recnums.map((recnum) => ({ recnum, segments }))),
    wish.recordLimit,
  );
  if (records.length > mostRecords) throw refused('Can not open RecordSet 1 is too many records in one request.');
  const items = records.flatMap(({ recnum, segments }) => segments.map(({ name }) => ({ recnum, segment: name })));
  const bytes = records.reduce((sum, { recnum, segments }) => sum + bytesOf(series, recnum, segments), 0);
  return { series, items, recordCount: records.length, bytes, storage: worstStorage(series, items, catalog) };
}

function openQueries(spec: string, catalog: Catalog): Query[] {
  const [, name = ''] = /^\s*([\w.]+)/.exec(spec) ?? [];
  try {
    return readRecordSet(spec, catalog);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    if (error.message === 'series not found') throw refused(`Cannot export series '${name}' - it does not exist.`);
    throw refused(
      /^(Bad record-set|Cannot specify)/.test(error.message)
        ? error.message
        : `Bad record-set query '${spec}': ${error.message}`,
    );
  }
}

/**
 * Only images that exist are exported, unless a sub-set speaks of the quality itself. Of a list where some do and some
 * do not, the server keeps only those that do not.
 */
function filterQuality(queries: Query[], { omitsQuality }: ExportWish, catalog: Catalog): Query[] {
  const [first] = queries;
  if (first === undefined || omitsQuality || findKeyword(first.series, 'QUALITY') === undefined) return queries;
  const open = queries.filter(({ filtersQuality }) => !filtersQuality);
  if (open.length === 0) return queries;
  const imageExists = compile(parseCondition('drms.image_exists(quality)'), first.series, catalog);
  return open.map((query) => ({ ...query, tests: [...query.tests, imageExists] }));
}

function wantedSegments({ series, segments }: Query): readonly Segment[] {
  if (segments === undefined || segments.includes('**ALL**')) return series.segments;
  return segments.flatMap((name) => series.segments.find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? []);
}

function limited<T>(all: T[], limit: number): T[] {
  if (limit === 0) return all;
  return limit > 0 ? all.slice(0, limit) : all.slice(limit);
}

function bytesOf(series: Series, recnum: number, segments: readonly Segment[]): number {
  const blob = blobBytes(series, knownRecord(series, recnum));
  return segments.reduce((sum, segment) => sum + nominalSize(series, segment, blob), 0);
}

function worstStorage(series: Series, items: readonly ExportItem[], catalog: Catalog): Storage {
  let worst: Storage = 'online';
  for (const { recnum, segment: name } of items) {
    const segment = series.segments.find((one) => one.name === name);
    const holder = segment && catalog.holder(series, knownRecord(series, recnum), segment);
    const storage = holder?.series.storage(holder.record);
    if (storage === 'lost') return 'lost';
    if (storage === 'tape') worst = 'tape';
  }
  return worst;
}

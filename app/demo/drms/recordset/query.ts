import { RequestError } from '../request-error.ts';
import type { Catalog } from '../series/catalog.ts';
import type { DemoRecord, Series } from '../series/model.ts';
import { compile } from '../sql/evaluate.ts';
import { parseCondition } from '../sql/parse.ts';
import { type Item, readItems } from './items.ts';
import { readRecnums } from './recnums.ts';
import type { Subset } from './subsets.ts';

/** A sub-set bound to its series. */
export interface Query {
  series: Series;
  /** By axis; absent: everything. */
  items: (Item[] | undefined)[];
  recnums?: number[];
  tests: ((record: DemoRecord) => boolean)[];
  allVersions: boolean;
  segments?: string[];
  /** A filter `[?…?]` speaks of the quality. */
  filtersQuality: boolean;
}

/** Binds filters to prime keys: positional ones in turn, named ones by their name. */
export function bindQuery(subset: Subset, catalog: Catalog): Query {
  const series = catalog.find(subset.series);
  if (series === undefined) throw new RequestError('series not found');
  const query: Query = {
    series,
    items: series.axes.map(() => undefined),
    tests: series.isGone === undefined ? [] : [({ recnum }) => series.isGone?.(recnum) !== true],
    allVersions: false,
    filtersQuality: false,
    ...(subset.segments === undefined ? {} : { segments: subset.segments }),
  };
  let position = 0;
  for (const filter of subset.filters) {
    const isPositional = bindFilter(filter, query, catalog, position);
    if (isPositional) position += 1;
  }
  return query;
}

/** Says whether it consumed a position. */
function bindFilter(filter: string, query: Query, catalog: Catalog, position: number): boolean {
  const { series } = query;
  const mark = filter[0];
  if (mark === '?' || mark === '!') {
    const sql = filter.slice(1, -1).trim();
    query.tests.push(compile(parseCondition(sql), series, catalog));
    if (mark === '!') query.allVersions = true;
    else if (/quality/i.test(sql)) query.filtersQuality = true;
    return false;
  }
  if (mark === ':') {
    if (query.recnums !== undefined) throw new RequestError('Bad record-set query: only one filter by record number.');
    query.recnums = readRecnums(filter, series);
    return false;
  }
  const named = /^([A-Za-z_]\w*)\s*=\s*(.*)$/s.exec(filter);
  const keys = series.axes.filter((axis) => axis.hidden !== true);
  const axis = named === null ? keys[position] : keys.find(({ key }) => key.toLowerCase() === named[1]?.toLowerCase());
  if (axis === undefined)
    throw new RequestError(
      named === null
        ? 'Bad record-set query: too many filters for the prime keys.'
        : `Bad record-set query: '${named[1]}' is no prime key.`,
    );
  const body = named?.[2] ?? filter;
  if (body !== '') query.items[series.axes.indexOf(axis)] = readItems(body, axis);
  return named === null;
}

import { type Call, json, jsonPieces, type Reply } from '../exchange.ts';
import { segmentPath } from '../files/paths.ts';
import { jsonString } from '../json.ts';
import type { Query } from '../recordset/query.ts';
import { readRecordSet } from '../recordset/record-set.ts';
import { count, select } from '../recordset/select.ts';
import { RequestError } from '../request-error.ts';
import type { Catalog } from '../series/catalog.ts';
import type { Segment, Series } from '../series/model.ts';
import { recordName } from '../series/records.ts';
import { printArray, printKey, printLink, printSegment } from './rs-columns.ts';

const mostNames = 1000;

export function rsSummary({ parameters }: Call, catalog: Catalog): Reply {
  const queries = readRecordSet(parameters.get('ds') ?? '', catalog);
  const limit = Number(parameters.get('n') ?? 0);
  const total = queries.reduce((sum, query) => sum + count(query), 0);
  return json({ count: limit === 0 ? total : Math.min(total, Math.abs(limit)), runtime: 0.012, status: 0 });
}

interface Wanted {
  series: Series;
  catalog: Catalog;
  recnums: readonly number[];
  keys: string[];
  segments: { name: string; segment: Segment | undefined }[];
  allSegments: boolean;
  links: string[];
  withRecords: boolean;
  precise: boolean;
  withRuntime: boolean;
  /** One value is missing at the end of each array. */
  short: boolean;
}

/** The table, column by column, made while it is sent. */
export function rsList({ parameters, fault }: Call, catalog: Catalog): Reply {
  const queries = readRecordSet(parameters.get('ds') ?? '', catalog);
  const [{ series }] = queries;
  const names = (parameter: string): string[] => readNames(parameters.get(parameter));
  const segmentNames = names('seg');
  const allSegments = segmentNames.includes('**ALL**');
  const wanted: Wanted = {
    series,
    catalog,
    recnums: selectAll(queries, Number(parameters.get('n') ?? 0)),
    keys: expand(names('key'), series.keywords),
    segments: expand(segmentNames, series.segments).map((name) => ({
      name,
      segment: series.segments.find((segment) => segment.name.toLowerCase() === name.toLowerCase()),
    })),
    allSegments,
    links: expand(names('link'), series.links),
    withRecords: parameters.get('R') === '1',
    precise: parameters.get('M') === '1',
    withRuntime: parameters.get('r') !== '1',
    short: fault?.name === 'short',
  };
  if (wanted.recnums.length === 0)
    return json({ count: 0, ...(wanted.withRuntime ? { runtime: 0.01 } : {}), status: 0 });
  return jsonPieces(pieces(wanted));
}

function selectAll(queries: readonly Query[], limit: number): number[] {
  const [only, ...others] = queries;
  if (only !== undefined && others.length === 0) return select(only, limit);
  const all = queries.flatMap((query) => select(query));
  if (limit === 0) return all;
  return limit > 0 ? all.slice(0, limit) : all.slice(limit);
}

/** Names are not trimmed: one with a blank is unknown. */
function readNames(list: string | undefined): string[] {
  const names = (list ?? '').split(',').filter((name) => name !== '' && name !== '**NONE**');
  if (names.length > mostNames) throw new RequestError(`Too many names in one request (more than ${mostNames}).`);
  return names;
}

function expand(names: string[], known: readonly { name: string }[]): string[] {
  return names.flatMap((name) => (name === '**ALL**' ? known.map((one) => one.name) : [name]));
}

function* pieces(wanted: Wanted): Generator<string> {
  const { series, catalog, keys, links, precise } = wanted;
  const segments = wanted.segments.flatMap(({ segment }) => segment ?? []);
  const recnums = wanted.short ? wanted.recnums.slice(0, -1) : wanted.recnums;
  const array = (print: Parameters<typeof printArray>[2]): Generator<string> => printArray(series, recnums, print);
  yield '{';
  if (wanted.withRecords) yield* recordInfo(wanted);
  yield '"keywords":[';
  const known = { catalog, segments: segments.length > 0 ? segments : series.segments, precise };
  for (const [index, name] of keys.entries()) {
    // Names are echoed without escaping.
    yield `${index === 0 ? '' : ','}{"name":"${name}","values":`;
    yield* array(printKey(name, series, known));
    yield '}';
  }
  yield '],"segments":[';
  for (const [index, { name, segment }] of wanted.segments.entries()) {
    yield `${index === 0 ? '' : ','}{"name":"${name}"`;
    for (const [field, print] of Object.entries(printSegment(segment, series, catalog, wanted.allSegments))) {
      yield `,"${field}":`;
      yield* array(print);
    }
    yield '}';
  }
  yield '],"links":[';
  for (const [index, name] of links.entries()) {
    yield `${index === 0 ? '' : ','}{"name":"${name}","values":`;
    yield* array(printLink(name, series, catalog));
    yield '}';
  }
  yield `],"count":${wanted.recnums.length}${wanted.withRuntime ? ',"runtime":0.05' : ''},"status":0}`;
}

/** Online is what the last of the segments that were asked for is. */
function* recordInfo({ series, catalog, recnums, segments }: Wanted): Generator<string> {
  const segment = segments.at(-1)?.segment;
  yield '"recinfo":';
  yield* printArray(series, recnums, (record) => {
    const online = segment !== undefined && segmentPath(series, record, segment, catalog).startsWith('/SUM') ? 1 : 0;
    return `{"name":${jsonString(recordName(series, record))},"online":${online}}`;
  });
  yield ',';
}

import { segmentPath } from '../files/paths.ts';
import { jsonString } from '../json.ts';
import type { Catalog } from '../series/catalog.ts';
import type { DemoRecord, Keyword, Segment, Series } from '../series/model.ts';
import { findKeyword, knownRecord, recordName } from '../series/records.ts';
import { specialKeys } from './special-keys.ts';

/** Prints the value of one column as JSON; undefined: nothing is printed, and the array gets shorter. */
export type Print = (record: DemoRecord) => string | undefined;

const valuesPerPiece = 2048;

/** `[v,v,…]` in pieces. */
export function* printArray(series: Series, recnums: readonly number[], print: Print): Generator<string> {
  let piece: string[] = [];
  let opening = '[';
  for (const recnum of recnums) {
    const value = print(knownRecord(series, recnum));
    if (value !== undefined) piece.push(value);
    if (piece.length < valuesPerPiece) continue;
    yield opening + piece.join(',');
    piece = [];
    opening = ',';
  }
  if (piece.length > 0 || opening === '[') yield opening + piece.join(',');
  yield ']';
}

export function printKey(
  name: string,
  series: Series,
  { catalog, segments, precise }: { catalog: Catalog; segments: readonly Segment[]; precise: boolean },
): Print {
  const special = specialKeys.get(name);
  if (special !== undefined) {
    return (record) => {
      const value = special({ series, record, catalog, segments });
      return typeof value === 'number' ? String(value) : jsonString(value);
    };
  }
  const keyword = findKeyword(series, name);
  if (keyword === undefined || keyword.brokenLink !== undefined) return () => '"Invalid KeyLink"';
  return printKeyword(keyword, precise);
}

function printKeyword({ value, print, type, alwaysPrinted }: Keyword, precise: boolean): Print {
  const withAllDigits = precise && (type === 'float' || type === 'double');
  const text = withAllDigits ? String : print;
  // Numbers and times hold nothing that must be escaped, and there may be millions of them.
  const quote = type === 'string' ? jsonString : (printed: string): string => `"${printed}"`;
  return (record) => {
    const found = value(record);
    return found === null && alwaysPrinted !== true ? '"MISSING"' : quote(text(found));
  };
}

export interface SegmentColumns {
  values: Print;
  dims: Print;
  cparms: Print;
  bzeros: Print;
  bscales: Print;
}

const compressions = { none: '', rice: 'compress Rice', gzip1: 'compress GZIP_1', gzip2: 'compress GZIP_2' };

/** `skipsBroken`: when all segments are asked for, a broken one leaves gaps in the arrays beside its values. */
export function printSegment(
  segment: Segment | undefined,
  series: Series,
  catalog: Catalog,
  skipsBroken: boolean,
): SegmentColumns {
  if (segment === undefined) {
    const absent = (): string => '"NA"';
    return { values: () => '"InvalidSegName"', dims: absent, cparms: absent, bzeros: absent, bscales: absent };
  }
  const beside =
    (text: string): Print =>
    (record) =>
      skipsBroken && catalog.holder(series, record, segment) === undefined ? undefined : jsonString(text);
  const isImage = segment.content === 'image' || segment.content === 'float-image';
  return {
    values: (record) => jsonString(segmentPath(series, record, segment, catalog)),
    dims: beside(isImage ? `${series.imageSize}x${series.imageSize}` : 'NA'),
    cparms: beside(compressions[segment.compression]),
    bzeros: beside(String(segment.bzero)),
    bscales: beside(String(segment.bscale)),
  };
}

/** Link targets are not escaped. */
export function printLink(name: string, series: Series, catalog: Catalog): Print {
  const link = series.links.find((one) => one.name.toLowerCase() === name.toLowerCase());
  return (record) => {
    const target = link && catalog.follow(link, record);
    return target === undefined ? '"Invalid_Link"' : `"${recordName(target.series, target.record)}"`;
  };
}

import { type Call, json, type Reply } from '../exchange.ts';
import { type Json, Unescaped } from '../json.ts';
import { readRecordSet } from '../recordset/record-set.ts';
import { select } from '../recordset/select.ts';
import { RequestError } from '../request-error.ts';
import type { Catalog } from '../series/catalog.ts';
import type { Keyword, Segment, Series } from '../series/model.ts';
import { knownRecord, placeCount, primeKeys, recnumOf, recordName } from '../series/records.ts';

export function seriesStruct({ parameters }: Call, catalog: Catalog): Reply {
  const name = /^\s*([\w.]+)/.exec(parameters.get('ds') ?? '')?.[1] ?? '';
  const series = catalog.find(name);
  if (series === undefined) throw new RequestError('series not found');
  const keys = primeKeys(series);
  const withLinks = parameters.get('l') === '1';
  return json({
    note: series.note,
    retention: series.retention,
    stagingretention: -3,
    unitsize: series.unitsize,
    archive: series.archive,
    tapegroup: series.tapegroup,
    ...(parameters.get('o') === '1' ? { owner: series.owner, shadow: 'no' } : {}),
    primekeys: keys.length === 0 ? [null] : keys,
    primekeysinfo: keys.map((key) => primeKeyInfo(series, key)),
    dbindex: keys.length === 0 ? [null] : keys.map((key) => (slotsOf(series, key) ? `${key}_index` : key)),
    keywords: series.keywords.map(keywordInfo),
    segments: series.segments.map((segment) => segmentInfo(series, segment, withLinks)),
    links: series.links.map((link) => ({
      name: new Unescaped(link.name),
      target: new Unescaped(link.target),
      kind: link.kind,
      note: link.note,
    })),
    Interval: interval(series, catalog),
    runtime: 0.02,
    status: 0,
  });
}

const slotsOf = ({ axes }: Series, key: string): { step: number } | undefined =>
  axes.find((axis) => axis.key === key)?.slots;

function primeKeyInfo(series: Series, key: string): Json {
  const slots = slotsOf(series, key);
  return slots === undefined ? { name: key, slotted: 0 } : { name: key, slotted: 1, step: slots.step.toFixed(6) };
}

function keywordInfo({ name, linkinfo, brokenLink, type, scope, defval, units, note }: Keyword): Json {
  const link = linkinfo === undefined ? {} : { linkinfo: [linkinfo] };
  if (brokenLink !== undefined)
    return {
      name,
      ...link,
      type: 'link',
      recscope: brokenLink,
      defval: brokenLink,
      units: brokenLink,
      note: brokenLink,
    };
  return { name, ...link, type, recscope: scope, defval: defval.slice(0, 127), units, note };
}

function segmentInfo({ imageSize }: Series, segment: Segment, withLinks: boolean): Json {
  const name = new Unescaped(segment.name);
  if (segment.link !== undefined && !withLinks)
    return {
      name,
      type: segment.type,
      units: null,
      protocol: `link via ${segment.link}`,
      dims: null,
      note: segment.note,
    };
  const isImage = segment.content === 'image' || segment.content === 'float-image';
  return {
    name,
    type: segment.type,
    units: new Unescaped(segment.units),
    protocol: segment.protocol,
    dims: isImage ? `${imageSize}x${imageSize}` : 'VARxVAR',
    note: segment.note,
  };
}

function interval(series: Series, catalog: Catalog): Json {
  const [query] = readRecordSet(series.name, catalog);
  const named = (limit: number): { name: string; recnum: number } => {
    const [recnum] = select(query, limit);
    if (recnum === undefined) return { name: 'NA', recnum: 0 };
    return { name: recordName(series, knownRecord(series, recnum)), recnum };
  };
  const [first, last] = [named(1), named(-1)];
  return {
    FirstRecord: first.name,
    FirstRecnum: first.recnum,
    LastRecord: last.name,
    LastRecnum: last.recnum,
    MaxRecnum: recnumOf(series, placeCount(series) - 1),
  };
}

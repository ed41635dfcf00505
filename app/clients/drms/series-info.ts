import { listField, numberField, objectField, textField, textList } from './answer-fields.ts';
import type { ColumnKind } from './cell-column.ts';

/** One keyword of a series as `series_struct` describes it (protocol 2.3). */
export interface KeywordInfo {
  name: string;
  /** As sent, e.g. 'int'; 'link' if the target of a linked keyword cannot be opened. */
  type: string;
  /** 'variable', 'constant', 'index', 'ts_eq', 'ts_slot', 'slot', 'enum', 'carr' or 'segment'. */
  recscope: string;
  defval: string;
  units: string;
  note: string;
  /** `LINK->KEY` of a linked keyword. */
  linkinfo: string | null;
  isTime: boolean;
  isInteger: boolean;
  isReal: boolean;
  isNumeric: boolean;
}

export interface SegmentInfo {
  name: string;
  type: string | null;
  units: string | null;
  /** 'fits', 'generic', …, or `link via NAME`. */
  protocol: string | null;
  /** '4096x4096' or 'VARxVAR'. */
  dims: string | null;
  note: string;
}

export interface LinkInfo {
  name: string;
  /** Series it points to. */
  target: string;
  /** 'STATIC' or 'DYNAMIC'. */
  kind: string;
  note: string;
}

export interface PrimeKeyInfo {
  name: string;
  slotted: boolean;
  /** Slot length in the unit of the key, as text; null if the key is not slotted. */
  step: string | null;
}

export interface SeriesInterval {
  firstRecord: string | null;
  firstRecnum: number | null;
  lastRecord: string | null;
  lastRecnum: number | null;
  maxRecnum: number;
}

/** The structure of a series. */
export interface SeriesInfo {
  /** As asked for. */
  name: string;
  note: string;
  /** Days the data stay on disk. */
  retention: number | null;
  stagingRetention: number | null;
  /** Records per storage unit. */
  unitsize: number | null;
  /** −1, 0 or 1. */
  archive: number | null;
  tapegroup: number | null;
  primekeys: string[];
  primeKeyInfo: PrimeKeyInfo[];
  dbindex: (string | null)[];
  keywords: KeywordInfo[];
  segments: SegmentInfo[];
  links: LinkInfo[];
  /** Null if the server does not tell it. */
  interval: SeriesInterval | null;
}

const integerTypes = ['short', 'int', 'longlong'];
const realTypes = ['float', 'double'];

/** Structure from the answer to `series_struct`. */
export function seriesInfoOf(name: string, answer: Readonly<Record<string, unknown>>): SeriesInfo {
  return {
    name,
    note: text(answer.note),
    retention: numberField(answer.retention),
    stagingRetention: numberField(answer.stagingretention),
    unitsize: numberField(answer.unitsize),
    archive: numberField(answer.archive),
    tapegroup: numberField(answer.tapegroup),
    primekeys: textList(answer.primekeys),
    primeKeyInfo: listField(answer.primekeysinfo).map((item) => primeKeyInfoOf(objectField(item))),
    dbindex: listField(answer.dbindex).map(textField),
    keywords: listField(answer.keywords).map((item) => keywordInfoOf(objectField(item))),
    segments: listField(answer.segments).map((item) => segmentInfoOf(objectField(item))),
    links: listField(answer.links).map((item) => linkInfoOf(objectField(item))),
    interval: intervalOf(objectField(answer.Interval)),
  };
}

function primeKeyInfoOf(item: Readonly<Record<string, unknown>>): PrimeKeyInfo {
  return { name: text(item.name), slotted: numberField(item.slotted) === 1, step: textField(item.step) };
}

function keywordInfoOf(item: Readonly<Record<string, unknown>>): KeywordInfo {
  const type = text(item.type);
  const [isInteger, isReal] = [integerTypes.includes(type), realTypes.includes(type)];
  return {
    name: text(item.name),
    type,
    recscope: text(item.recscope),
    defval: text(item.defval),
    units: text(item.units),
    note: text(item.note),
    linkinfo: textList(item.linkinfo)[0] ?? null,
    isTime: type === 'time',
    isInteger,
    isReal,
    isNumeric: isInteger || isReal,
  };
}

function segmentInfoOf(item: Readonly<Record<string, unknown>>): SegmentInfo {
  return {
    name: text(item.name),
    type: textField(item.type),
    units: textField(item.units),
    protocol: textField(item.protocol),
    dims: textField(item.dims),
    note: text(item.note),
  };
}

function linkInfoOf(item: Readonly<Record<string, unknown>>): LinkInfo {
  return { name: text(item.name), target: text(item.target), kind: text(item.kind), note: text(item.note) };
}

/** An empty series sends `NA` for its records. */
function intervalOf(item: Readonly<Record<string, unknown>>): SeriesInterval | null {
  if (Object.keys(item).length === 0) return null;
  const record = (value: unknown): string | null => (value === 'NA' ? null : textField(value));
  return {
    firstRecord: record(item.FirstRecord),
    firstRecnum: numberField(item.FirstRecnum),
    lastRecord: record(item.LastRecord),
    lastRecnum: numberField(item.LastRecnum),
    maxRecnum: numberField(item.MaxRecnum) ?? 0,
  };
}

function text(value: unknown): string {
  return textField(value) ?? '';
}

/** How the cells of a keyword are read (protocol 4.2); names match exactly. */
export function columnKindOf(info: SeriesInfo, keyword: string): ColumnKind {
  if (keyword === '*recnum*' || keyword === '*sunum*' || keyword === '*size*') return 'longlong';
  switch (info.keywords.find(({ name }) => name === keyword)?.type) {
    case 'short':
    case 'int':
      return 'integer';
    case 'longlong':
      return 'longlong';
    case 'float':
    case 'double':
      return 'real';
    case 'time':
      return 'time';
    default:
      return 'text';
  }
}

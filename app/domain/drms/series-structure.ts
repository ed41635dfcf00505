export type KeywordType = 'char' | 'short' | 'int' | 'longlong' | 'float' | 'double' | 'time' | 'string' | 'link';

/** What the structure of a series tells about one keyword. `link`: of a linked series that could not be read. */
export interface KeywordStructure {
  name: string;
  type: KeywordType;
  /** `variable constant index ts_eq ts_slot slot enum carr segment`. */
  recscope: string;
  defval: string;
  /** For times the zone, or `ISO`. */
  units: string;
  note: string;
}

export interface SegmentStructure {
  name: string;
  note: string;
  /** `fits`, `generic`, …; empty if not known. */
  protocol: string;
}

/** As much of the structure of a series as record sets, values and file names need. */
export interface SeriesStructure {
  /** In the series' own letter case where known. */
  name: string;
  /** Names as users write them (`T_REC`), in the order of positional filters. */
  primekeys: readonly string[];
  keywords: readonly KeywordStructure[];
  segments: readonly SegmentStructure[];
  /** Canonical names of the first and last record, and the highest record number; null if empty or not known. */
  interval: { firstRecord: string; lastRecord: string; maxRecnum: number } | null;
}

/** What servers tell about a series, as far as it is used here. */
export interface DescribedSeries {
  name: string;
  primekeys: readonly string[];
  keywords: readonly (Omit<KeywordStructure, 'type'> & { type: string })[];
  segments: readonly { name: string; note: string; protocol: string | null }[];
  interval: { firstRecord: string | null; lastRecord: string | null; maxRecnum: number } | null;
}

const types: readonly string[] = ['char', 'short', 'int', 'longlong', 'float', 'double', 'time', 'string', 'link'];

/** As much of a description as the record-set language needs. */
export function structureOf(info: DescribedSeries): SeriesStructure {
  const { interval } = info;
  return {
    name: info.name,
    primekeys: info.primekeys,
    keywords: info.keywords.map(({ name, type, recscope, defval, units, note }) => ({
      name,
      // A type that nobody knows reads like text.
      type: (types.includes(type) ? type : 'string') as KeywordType,
      recscope,
      defval,
      units,
      note,
    })),
    segments: info.segments.map(({ name, note, protocol }) => ({ name, note, protocol: protocol ?? '' })),
    interval:
      interval?.firstRecord == null || interval.lastRecord === null
        ? null
        : { firstRecord: interval.firstRecord, lastRecord: interval.lastRecord, maxRecnum: interval.maxRecnum },
  };
}

/** Keyword names are not case-sensitive in record sets. */
export function findKeyword(structure: SeriesStructure, name: string): KeywordStructure | undefined {
  return (
    structure.keywords.find((keyword) => keyword.name === name) ??
    structure.keywords.find((keyword) => keyword.name.toLowerCase() === name.toLowerCase())
  );
}

const unslotted = new Set(['variable', 'constant', 'index', 'segment']);

/** Whether values of the key are gathered into numbered slots. */
export function isSlotted(keyword: KeywordStructure): boolean {
  return !unslotted.has(keyword.recscope);
}

export function isIntegerType(type: KeywordType): boolean {
  return type === 'short' || type === 'int' || type === 'longlong';
}

export function isRealType(type: KeywordType): boolean {
  return type === 'float' || type === 'double';
}

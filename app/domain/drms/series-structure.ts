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

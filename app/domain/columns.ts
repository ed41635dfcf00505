import type { TimeStyle } from './time/parse-time.ts';

/** Tables as columns: what goes into the column engine, what is asked of it, and what comes back. */

export type ColumnKind = 'integer' | 'longlong' | 'real' | 'time' | 'text' | 'flag';

/** Codes in `states`; larger ones stand for the further names in `stateNames` of the table. */
export const okState = 0;
export const missingState = 1;

export interface ColumnFacts {
  /** Unique in its table, exactly as written. */
  name: string;
  /** For people; the name where there is nothing better. */
  label: string;
  unit: string | null;
  note: string | null;
  /** Scale in which times are shown: `TAI`, `UTC` or `TT`; null for all that is no time. */
  timeScale: string | null;
  /** Digits after the second when times are written, as in `TimeFormat`. */
  timePrecision?: number;
  /** How times are written; as DRMS servers do if absent. */
  timeStyle?: TimeStyle;
  /** Shown as unsigned 0x…; the values keep their sign. */
  hex?: boolean;
}

interface Cells {
  /** Code of each cell's state; null if all are ok. A cell that is not ok has no value, whatever lies in `values`. */
  states: Uint8Array | null;
  /** Original text of cells that could not be read as the kind of the column. */
  raw: ReadonlyMap<number, string> | null;
}

export interface IntegerCells extends Cells {
  kind: 'integer';
  values: Int32Array;
}

export interface LonglongCells extends Cells {
  kind: 'longlong';
  values: BigInt64Array;
}

/** NaN and the infinities are values here. */
export interface RealCells extends Cells {
  kind: 'real';
  values: Float64Array;
}

/** Seconds since 1977.01.01_00:00:00_TAI, whatever the time scale in which they are shown. */
export interface TimeCells extends Cells {
  kind: 'time';
  values: Float64Array;
}

/** 0 or 1. */
export interface FlagCells extends Cells {
  kind: 'flag';
  values: Uint8Array;
}

export interface TextCells extends Cells {
  kind: 'text';
  values: readonly string[];
}

/** The same without one string per cell: pieces of one byte array in ISO 8859-1; one offset more than cells. */
export interface TextByteCells extends Cells {
  kind: 'text';
  bytes: Uint8Array;
  offsets: Uint32Array;
}

export type NumberCells = IntegerCells | LonglongCells | RealCells | TimeCells | FlagCells;
export type TableColumn = ColumnFacts & (NumberCells | TextCells | TextByteCells);

/** What a table is made from. All columns have the same length. */
export interface ColumnTable {
  rows: number;
  columns: readonly TableColumn[];
  /** Names of the states by their codes; the first two are always `ok` and `missing`. */
  stateNames: readonly string[];
}

/** Cells that come back; not-ok ones hold 0, NaN or an empty text. */
export type PageColumn = { name: string } & (NumberCells | TextCells);

export interface ColumnPage {
  /** Rows of the whole table that pass the filter. */
  total: number;
  from: number;
  /** Places of these rows in the table as it was written; they never change. */
  rows: Uint32Array;
  columns: PageColumn[];
}

export interface ColumnSort {
  column: string;
  descending: boolean;
}

export type CompareOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';
/** Integers beyond 2⁵³ come as bigint; times are seconds as in `TimeCells`. */
export type FilterValue = number | bigint | string | boolean;

/** A cell without a value passes `isMissing` alone; NaN is unlike every number and passes `!=` alone. */
export type ColumnFilter =
  | { kind: 'and' | 'or'; filters: readonly ColumnFilter[] }
  | { kind: 'compare'; column: string; operator: CompareOperator; value: FilterValue }
  /** Both ends belong to it. */
  | { kind: 'between'; column: string; from: FilterValue; to: FilterValue }
  /** Capitals and small letters are the same. */
  | { kind: 'contains'; column: string; text: string; negated?: boolean }
  | { kind: 'isMissing'; column: string; negated?: boolean }
  /** Integers of which at least one bit of the mask is set; negated: none is. */
  | { kind: 'bits'; column: string; mask: number; negated?: boolean };

/** Rows of a table, and their order; equal rows stay in the order in which they were written. */
export interface RowChoice {
  sort?: readonly ColumnSort[];
  filter?: ColumnFilter | null;
}

export interface Histogram {
  /** Lower end of the first bin. */
  from: number;
  /** Upper end of the last bin; belongs to it. */
  to: number;
  counts: number[];
}

export interface ColumnSummary {
  name: string;
  kind: ColumnKind;
  /** Cells with a value, NaN and the infinities among them. */
  count: number;
  missing: number;
  notANumber: number;
  infinite: number;
  /** Of the finite values; null if there are none, or the column holds text. 64-bit integers stay exact. */
  min: number | bigint | null;
  max: number | bigint | null;
  mean: number | null;
  /** Of a sample (n − 1); null below two values. */
  deviation: number | null;
  histogram: Histogram | null;
  /** Different texts, estimated to a few percent; null for numbers. */
  differentTexts: number | null;
  /** The commonest first; empty where nearly every text occurs once, and for numbers. */
  topTexts: { text: string; count: number }[];
}

export interface StoredColumn extends ColumnFacts {
  kind: ColumnKind;
  /** Name of the column in the file and in SQL: that of the column where files allow it. */
  fileName: string;
  /** Columns of the file with the states and the original texts; null if every cell is a value or missing. */
  stateFileName: string | null;
  rawFileName: string | null;
}

export type AboutValue = string | number | boolean | null | readonly AboutValue[] | { [key: string]: AboutValue };
/** Where a table is from: query, server, time of asking. */
export type TableAbout = { [key: string]: AboutValue };

export interface StoredTable {
  id: string;
  rows: number;
  columns: StoredColumn[];
  stateNames: string[];
  about: TableAbout;
  /** Name of the Parquet file in the column folder. */
  file: string;
  bytes: number;
  sha256: string;
  writtenAtMs: number;
  /** What the table takes when it is loaded; an estimate. */
  memoryBytes: number;
}

export interface SqlColumn {
  name: string;
  kind: ColumnKind;
  /** As the engine calls it, e.g. `DECIMAL(18,3)`. */
  type: string;
  /** Carried over where the column is one of a view, or its least, greatest or mean value. */
  unit: string | null;
  timeScale: string | null;
}

export interface SqlAnswer {
  rows: number;
  /** There are more rows than were asked for. */
  isCut: boolean;
  columns: (SqlColumn & PageColumn)[];
}

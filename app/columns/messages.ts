import type { AppErrorData } from '../contract/app-error.ts';
import type {
  ColumnFacts,
  ColumnFilter,
  ColumnKind,
  ColumnPage,
  ColumnSummary,
  RowChoice,
  SqlAnswer,
  StoredTable,
  TableAbout,
} from '../domain/columns.ts';
import type { ColumnPair, DiffPlan } from '../domain/diff/diff-plan.ts';
import type { DiffCounts } from '../domain/diff/diff-words.ts';
import type { TableFileFormat } from '../domain/table-files/formats.ts';

/** What the column process is told with its first call. */
export interface ProcessSettings {
  folder: string;
  /** In the folder; gone with the process. */
  spillFolder: string;
  memoryLimitMb: number;
  spillLimitMb: number;
  threads: number;
}

export type ToProcess =
  | { type: 'call'; id: number; method: string; args: readonly unknown[] }
  | { type: 'abort'; id: number };

export type FromProcess =
  | { type: 'answer'; id: number; value: unknown }
  | { type: 'problem'; id: number; problem: AppErrorData }
  /** Comes before the answer, any number of times. */
  | { type: 'part'; id: number; part: unknown };

export interface ColumnHeader extends ColumnFacts {
  kind: ColumnKind;
  hasStates: boolean;
  hasRaw: boolean;
}

export interface WriteHeader {
  tableId: string;
  rows: number;
  columns: ColumnHeader[];
  stateNames: readonly string[];
  about: TableAbout;
  nowMs: number;
}

/** Some rows of one column. Texts come as strings, or as bytes with offsets that need not start at 0. */
export interface ColumnPiece {
  values: Int32Array | BigInt64Array | Float64Array | Uint8Array | readonly string[] | TextPiece;
  states: Uint8Array | null;
  /** By the place in the piece. */
  raw: readonly [number, string][];
}

export interface TextPiece {
  bytes: Uint8Array;
  offsets: Uint32Array;
}

export interface PageRequest extends RowChoice {
  from: number;
  /** Not included. */
  to: number;
  /** All of them if absent, in the order of the table. */
  columns?: readonly string[];
  /** These rows by their places in the table, in this order, whatever the choice says; `from` and `to` count in them. */
  places?: Uint32Array;
}

export interface ExportRequest extends RowChoice {
  format: TableFileFormat;
  /** All of them if absent, in the order of the table. */
  columns?: readonly string[];
  /** These rows by their places in the table, in this order, instead of a filter and an order. */
  places?: Uint32Array;
  /** In which all times are written; each in that of its column if absent. */
  timeScale?: string;
  /** What the file says of itself. */
  about: TableAbout;
}

export interface DiffRequest {
  /** Of the table of the diff. */
  id: string;
  plan: DiffPlan;
  about: TableAbout;
  nowMs: number;
}

export interface DiffAnswer {
  /** Rows that came, went or changed; its columns are those of `diffLayout`. */
  table: StoredTable;
  counts: DiffCounts;
  /** By the compared columns of the plan. */
  changedCells: number[];
  /** Rows whose key stands on an earlier row too. */
  repeatsBefore: number;
  repeatsAfter: number;
}

export interface RenameRequest {
  key: readonly ColumnPair[];
  candidates: readonly ColumnPair[];
}

/** A question of Quarry's own to one table: names are quoted and values written out by whoever made it. */
export interface TableQuestion {
  /** Under which the question knows the table; its columns have the names in the file. */
  table: string;
  /** Tables of the question itself, each from those before it. */
  parts: readonly { name: string; sql: string }[];
  select: string;
  rowLimit: number;
  /** Columns of the answer that are columns of the table, and keep unit and scale. */
  carried: readonly string[];
}

/** A table under the name by which a statement knows it. */
export interface NamedTable {
  name: string;
  table: StoredTable;
}

export interface SqlRequest {
  statement: string;
  views: NamedTable[];
  rowLimit: number;
}

export interface SqlFileRequest {
  statement: string;
  views: NamedTable[];
  format: TableFileFormat;
  /** Null: all rows. */
  rowLimit: number | null;
  about: TableAbout;
}

/** A part of a column on its way out. */
export type ColumnPart = { total: number } | { values: Float64Array };

/** The calls of the process that keeps tables. */
export interface EngineCalls {
  open(settings: ProcessSettings): void;
  begin(header: WriteHeader): string;
  append(writeId: string, pieces: readonly ColumnPiece[]): void;
  commit(writeId: string): StoredTable;
  discard(writeId: string): void;
  page(tableId: string, request: PageRequest): ColumnPage;
  count(tableId: string, filter: ColumnFilter | null): number;
  summaries(tableId: string, filter: ColumnFilter | null): ColumnSummary[];
  /** Sends ColumnPart: the total first, then the values. */
  column(tableId: string, name: string, filter: ColumnFilter | null): void;
  ask(tableId: string, question: TableQuestion): SqlAnswer;
  /** @returns the path of a finished file in the column folder, which the caller takes away. */
  export(tableId: string, request: ExportRequest): string;
  remove(tableId: string): void;
  copy(tableId: string, copy: { id: string; about: TableAbout; nowMs: number }): StoredTable;
  diff(before: string, after: string, request: DiffRequest): DiffAnswer;
  equalColumns(before: string, after: string, request: RenameRequest): ColumnPair[];
}

/** The calls of the throw-away process for the users' own SQL. */
export interface SqlCalls {
  sql(settings: ProcessSettings, request: SqlRequest): SqlAnswer;
  /** @returns the path of a finished file in the spill folder, which goes with the process. */
  sqlFile(settings: ProcessSettings, request: SqlFileRequest): string;
}

/**
 * One column of a record-set answer, without a string per cell. Three things that look alike are kept apart: a
 * missing value, a value that is NaN, and a cell that is no value at all (protocol 4.2, 4.3).
 */
export type CellState = 'ok' | 'missing' | 'invalid-key' | 'invalid-link' | 'offline' | 'unparsable' | 'absent';

/** In the order of their codes in `states`. */
export const cellStates: readonly CellState[] = [
  'ok',
  'missing',
  'invalid-key',
  'invalid-link',
  'offline',
  'unparsable',
  'absent',
];

export type ColumnKind = 'integer' | 'longlong' | 'real' | 'time' | 'text';

interface ColumnFacts {
  /** As the server echoes it. */
  name: string;
  length: number;
  /** Code of each cell's state; null if all cells are ok. */
  states: Uint8Array | null;
  /** Text of cells that could not be read as the type of the column. */
  raw: ReadonlyMap<number, string>;
}

/** 32-bit integers with the sign they have in the database; `hex` if the server prints them as 0x… (protocol 4.2). */
export interface IntegerColumn extends ColumnFacts {
  kind: 'integer';
  hex: boolean;
  /** 0 where a cell is not ok. */
  values: Int32Array;
}

export interface LonglongColumn extends ColumnFacts {
  kind: 'longlong';
  values: BigInt64Array;
}

/** NaN also where a cell is not ok. */
export interface RealColumn extends ColumnFacts {
  kind: 'real';
  values: Float64Array;
}

/** Seconds since 1977.01.01_00:00:00_TAI without leap seconds; NaN where a cell is not ok. */
export interface TimeColumn extends ColumnFacts {
  kind: 'time';
  values: Float64Array;
}

/** Cells as pieces of one byte array in ISO 8859-1. */
export interface TextColumn extends ColumnFacts {
  kind: 'text';
  bytes: Uint8Array;
  /** length + 1 entries. */
  offsets: Uint32Array;
}

export type CellColumn = IntegerColumn | LonglongColumn | RealColumn | TimeColumn | TextColumn;

export function stateAt({ states }: CellColumn, row: number): CellState {
  return cellStates[states?.[row] ?? 0] ?? 'ok';
}

/** Text of one cell of a text column. */
export function textAt({ bytes, offsets }: TextColumn, row: number): string {
  const piece = bytes.subarray(offsets[row] ?? 0, offsets[row + 1] ?? 0);
  let text = '';
  for (const byte of piece) text += String.fromCharCode(byte);
  return text;
}

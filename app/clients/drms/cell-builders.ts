import type { CellColumn, ColumnKind } from './cell-column.ts';
import { bigintOf, isNan, latin1, readHex, readInteger, readReal } from './cell-numbers.ts';

/** Fills one column cell by cell from pieces of the answer; the pieces may not be kept. */
export interface CellBuilder {
  /** A cell that was a JSON string without escapes, or a bare number. */
  add(bytes: Uint8Array, from: number, to: number): void;
  /** A cell for which the server sent nothing. */
  skip(): void;
  /** Fills up to `length` with absent cells and hands out the column. */
  finish(length: number): CellColumn;
}

/** What a TimeReader says to a spelling of no time, such as Julian day 0. */
export const missingTime = Number.NEGATIVE_INFINITY;

/** Seconds TAI of a time text; NaN if it is none. */
export type TimeReader = (bytes: Uint8Array, from: number, to: number) => number;

const codes = { missing: 1, invalidKey: 2, invalidLink: 3, offline: 4, unparsable: 5, absent: 6 } as const;
const firstRows = 4096;
/** More would be a string per cell by another name. */
const mostRawTexts = 1000;

/** What the server writes instead of a value (protocol 2.5, 4.3). */
const sentinels: readonly [text: string, code: number][] = [
  ['MISSING', codes.missing],
  ['Invalid KeyLink', codes.invalidKey],
  ['InvalidSegName', codes.invalidKey],
  ['Invalid_Link', codes.invalidLink],
  ['BadSegLink', codes.invalidLink],
  ['NoDataDirectory', codes.offline],
];
const sentinelBytes = sentinels.map(([text, code]) => ({ bytes: Buffer.from(text, 'latin1'), code }));

/** Code of the sentinel, or 0. */
function sentinelCode(bytes: Uint8Array, from: number, to: number): number {
  const first = bytes[from];
  // All sentinels begin with one of four letters.
  if (first !== 0x4d && first !== 0x49 && first !== 0x42 && first !== 0x4e) return 0;
  for (const sentinel of sentinelBytes) if (sameBytes(sentinel.bytes, bytes, from, to)) return sentinel.code;
  return 0;
}

function sameBytes(wanted: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from !== wanted.length) return false;
  for (let index = 0; index < wanted.length; index++) if (bytes[from + index] !== wanted[index]) return false;
  return true;
}

/** States and odd texts, which every kind of column has. */
class CellMarks {
  private states: Uint8Array | null = null;
  readonly raw = new Map<number, string>();

  mark(row: number, code: number): void {
    if (this.states === null || row >= this.states.length) {
      const grown = new Uint8Array(Math.max(firstRows, row + 1, 2 * (this.states?.length ?? 0)));
      if (this.states !== null) grown.set(this.states);
      this.states = grown;
    }
    this.states[row] = code;
  }

  markUnparsable(row: number, bytes: Uint8Array, from: number, to: number): void {
    this.mark(row, codes.unparsable);
    if (this.raw.size < mostRawTexts) this.raw.set(row, latin1(bytes, from, to));
  }

  finish(rows: number, length: number): Uint8Array | null {
    if (this.states === null && rows >= length) return null;
    const states = new Uint8Array(length);
    if (this.states !== null) states.set(this.states.subarray(0, Math.min(rows, length)));
    states.fill(codes.absent, Math.min(rows, length));
    return states;
  }
}

type NumberArray = Int32Array | Float64Array | BigInt64Array;

function grown<A extends NumberArray>(values: A, make: (length: number) => A, rows: number): A {
  if (rows < values.length) return values;
  const larger = make(2 * values.length);
  // Both are of the same kind, which the overloads of `set` cannot say for the union.
  (larger as Float64Array).set(values as Float64Array);
  return larger;
}

/** Exactly `length` cells; what is missing at the end is `empty`. */
function cut<A extends NumberArray>(values: A, make: (length: number) => A, rows: number, length: number): A {
  const exact = make(length);
  (exact as Float64Array).set(values.subarray(0, Math.min(rows, length)) as Float64Array);
  return exact;
}

class RealBuilder implements CellBuilder {
  private readonly name: string;
  private readonly kind: 'real' | 'time';
  private readonly read: TimeReader;
  private readonly marks = new CellMarks();
  private values = new Float64Array(firstRows);
  private rows = 0;

  constructor(name: string, kind: 'real' | 'time', read: TimeReader) {
    this.name = name;
    this.kind = kind;
    this.read = read;
  }

  add(bytes: Uint8Array, from: number, to: number): void {
    const row = this.rows++;
    this.values = grown(this.values, (length) => new Float64Array(length), row);
    const code = sentinelCode(bytes, from, to);
    if (code !== 0) {
      this.values[row] = Number.NaN;
      this.marks.mark(row, code);
      return;
    }
    const value = this.read(bytes, from, to);
    if (this.kind === 'time' && value === missingTime) {
      this.values[row] = Number.NaN;
      this.marks.mark(row, codes.missing);
      return;
    }
    this.values[row] = value;
    if (Number.isNaN(value) && !isNan(bytes, from, to)) this.marks.markUnparsable(row, bytes, from, to);
  }

  skip(): void {
    const row = this.rows++;
    this.values = grown(this.values, (length) => new Float64Array(length), row);
    this.values[row] = Number.NaN;
    this.marks.mark(row, codes.absent);
  }

  finish(length: number): CellColumn {
    const { name, kind, rows, marks } = this;
    const values = cut(this.values, (count) => new Float64Array(count), rows, length);
    values.fill(Number.NaN, Math.min(rows, length));
    return { kind, name, length, values, states: marks.finish(rows, length), raw: marks.raw };
  }
}

class IntegerBuilder implements CellBuilder {
  private readonly name: string;
  private readonly marks = new CellMarks();
  private values = new Int32Array(firstRows);
  private rows = 0;
  private hex = false;

  constructor(name: string) {
    this.name = name;
  }

  add(bytes: Uint8Array, from: number, to: number): void {
    const row = this.rows++;
    this.values = grown(this.values, (length) => new Int32Array(length), row);
    const code = sentinelCode(bytes, from, to);
    if (code !== 0) {
      this.marks.mark(row, code);
      return;
    }
    const isHex = bytes[from] === 0x30 && (bytes[from + 1] === 0x78 || bytes[from + 1] === 0x58);
    const value = isHex ? readHex(bytes, from + 2, to) : readInteger(bytes, from, to);
    if (isHex) this.hex = true;
    const highest = isHex ? 0xffffffff : 0x7fffffff;
    if (Number.isNaN(value) || value > highest || value < -0x80000000) this.marks.markUnparsable(row, bytes, from, to);
    else this.values[row] = value;
  }

  skip(): void {
    const row = this.rows++;
    this.values = grown(this.values, (length) => new Int32Array(length), row);
    this.marks.mark(row, codes.absent);
  }

  finish(length: number): CellColumn {
    const { name, hex, rows, marks } = this;
    const values = cut(this.values, (count) => new Int32Array(count), rows, length);
    return { kind: 'integer', name, hex, length, values, states: marks.finish(rows, length), raw: marks.raw };
  }
}

class LonglongBuilder implements CellBuilder {
  private readonly name: string;
  private readonly marks = new CellMarks();
  private values = new BigInt64Array(firstRows);
  private rows = 0;

  constructor(name: string) {
    this.name = name;
  }

  add(bytes: Uint8Array, from: number, to: number): void {
    const row = this.rows++;
    this.values = grown(this.values, (length) => new BigInt64Array(length), row);
    const code = sentinelCode(bytes, from, to);
    if (code !== 0) {
      this.marks.mark(row, code);
      return;
    }
    const quick = to - from <= 15 ? readInteger(bytes, from, to) : Number.NaN;
    const value = Number.isNaN(quick) ? bigintOf(latin1(bytes, from, to)) : BigInt(quick);
    if (value === null) this.marks.markUnparsable(row, bytes, from, to);
    else this.values[row] = value;
  }

  skip(): void {
    const row = this.rows++;
    this.values = grown(this.values, (length) => new BigInt64Array(length), row);
    this.marks.mark(row, codes.absent);
  }

  finish(length: number): CellColumn {
    const { name, rows, marks } = this;
    const values = cut(this.values, (count) => new BigInt64Array(count), rows, length);
    return { kind: 'longlong', name, length, values, states: marks.finish(rows, length), raw: marks.raw };
  }
}

class TextBuilder implements CellBuilder {
  private readonly name: string;
  private readonly marks = new CellMarks();
  private bytes = new Uint8Array(16 * firstRows);
  private offsets = new Uint32Array(firstRows + 1);
  private used = 0;
  private rows = 0;

  constructor(name: string) {
    this.name = name;
  }

  add(bytes: Uint8Array, from: number, to: number): void {
    const row = this.rows++;
    const code = sentinelCode(bytes, from, to);
    if (code !== 0) this.marks.mark(row, code);
    else this.append(bytes, from, to);
    this.endCell(row);
  }

  skip(): void {
    const row = this.rows++;
    this.marks.mark(row, codes.absent);
    this.endCell(row);
  }

  finish(length: number): CellColumn {
    const { name, rows, marks, used } = this;
    const offsets = new Uint32Array(length + 1);
    offsets.set(this.offsets.subarray(0, Math.min(rows, length) + 1));
    offsets.fill(used, Math.min(rows, length) + 1);
    const bytes = this.bytes.slice(0, used);
    return { kind: 'text', name, length, bytes, offsets, states: marks.finish(rows, length), raw: marks.raw };
  }

  private endCell(row: number): void {
    if (row + 1 >= this.offsets.length) {
      const larger = new Uint32Array(2 * this.offsets.length);
      larger.set(this.offsets);
      this.offsets = larger;
    }
    this.offsets[row + 1] = this.used;
  }

  private append(bytes: Uint8Array, from: number, to: number): void {
    const needed = this.used + to - from;
    if (needed > this.bytes.length) {
      const larger = new Uint8Array(Math.max(needed, 2 * this.bytes.length));
      larger.set(this.bytes);
      this.bytes = larger;
    }
    // Short pieces: a loop is faster than `set` with a view.
    for (let at = from, to_ = this.used; at < to; at++, to_++) this.bytes[to_] = bytes[at] ?? 0;
    this.used = needed;
  }
}

/** @param readTime for columns of kind time */
export function cellBuilder(name: string, kind: ColumnKind, readTime: TimeReader): CellBuilder {
  switch (kind) {
    case 'real':
      return new RealBuilder(name, kind, readReal);
    case 'time':
      return new RealBuilder(name, kind, readTime);
    case 'integer':
      return new IntegerBuilder(name);
    case 'longlong':
      return new LonglongBuilder(name);
    case 'text':
      return new TextBuilder(name);
    default:
      return kind satisfies never;
  }
}

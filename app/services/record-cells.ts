import { type CellColumn, stateAt, textAt } from '../clients/drms/cell-column.ts';
import type { Cell } from '../contract/drms.ts';
import { formatTime, type TimeFormat } from '../domain/time/format-time.ts';
import { instantOfDrmsSeconds } from '../domain/time/instant.ts';

/** One cell for people and programs: times as text in the zone of their keyword, 64-bit integers as text. */
export function cellOf(column: CellColumn, row: number, format: TimeFormat): Cell {
  const state = stateAt(column, row);
  if (state === 'unparsable') return column.raw.get(row) ?? null;
  if (state !== 'ok') return null;
  switch (column.kind) {
    case 'integer':
      return column.values[row] ?? null;
    case 'longlong':
      return String(column.values[row] ?? '');
    case 'real':
      return realCell(column.values[row] ?? Number.NaN);
    case 'time': {
      const instant = instantOfDrmsSeconds(column.values[row] ?? Number.NaN);
      return instant === null ? null : formatTime(instant, format);
    }
    case 'text':
      return textAt(column, row);
    default:
      return column satisfies never;
  }
}

/** JSON has no words for these; they are not missing, so null would be a lie. */
function realCell(value: number): Cell {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}

/** Row numbers in the order of a column; rows without a value come last, equal ones stay in their order. */
export function sortedRows(column: CellColumn, descending: boolean): Uint32Array {
  const { states, length } = column;
  const withValue = new Uint32Array(length);
  const without: number[] = [];
  let count = 0;
  for (let row = 0; row < length; row++) {
    if ((states?.[row] ?? 0) === 0) withValue[count++] = row;
    else without.push(row);
  }
  const compare = valueComparator(column);
  const sign = descending ? -1 : 1;
  const rows = withValue.subarray(0, count).sort((one, other) => sign * compare(one, other) || one - other);
  const all = new Uint32Array(length);
  all.set(rows);
  all.set(without, count);
  return all;
}

function valueComparator(column: CellColumn): (one: number, other: number) => number {
  if (column.kind === 'text') {
    return (one, other) => compareBytes(column.bytes, column.offsets, one, other);
  }
  if (column.kind === 'longlong') {
    const { values } = column;
    return (one, other) => {
      const difference = (values[one] ?? 0n) - (values[other] ?? 0n);
      return difference < 0n ? -1 : difference > 0n ? 1 : 0;
    };
  }
  const { values } = column;
  // NaN is a value, and the largest.
  const place = (row: number): number => {
    const value = values[row] ?? 0;
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
  };
  return (one, other) => {
    const [first, second] = [place(one), place(other)];
    return first < second ? -1 : first > second ? 1 : 0;
  };
}

function compareBytes(bytes: Uint8Array, offsets: Uint32Array, one: number, other: number): number {
  const [a, aEnd] = [offsets[one] ?? 0, offsets[one + 1] ?? 0];
  const [b, bEnd] = [offsets[other] ?? 0, offsets[other + 1] ?? 0];
  const shorter = Math.min(aEnd - a, bEnd - b);
  for (let at = 0; at < shorter; at++) {
    const difference = (bytes[a + at] ?? 0) - (bytes[b + at] ?? 0);
    if (difference !== 0) return difference;
  }
  return aEnd - a - (bEnd - b);
}

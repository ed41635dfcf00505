import type { ComplexNumber } from './card.ts';
import { latin1 } from './header.ts';
import type { TableColumn } from './table-columns.ts';

/** null: no value, by TNULL or an empty logical. NaN is a value. Bits are a text of 0 and 1. */
export type TableScalar = string | number | bigint | boolean | ComplexNumber | null;
export type TableCell = TableScalar | TableScalar[];

/** Where the elements of a cell lie. */
export interface CellPlace {
  bytes: Uint8Array;
  view: DataView;
  at: number;
  /** Elements. */
  count: number;
}

export function readCell(column: TableColumn, place: CellPlace): TableCell {
  const { code } = column;
  if (code === 'A') return readTexts(column, place);
  if (code === 'X') return bitText(place);
  const isSingle = column.variable === null && place.count === 1 && column.shape === null;
  if (isSingle) return readScalar(column, place, place.at);
  return Array.from({ length: place.count }, (_, index) =>
    readScalar(column, place, place.at + index * column.elementBytes),
  );
}

function readTexts({ shape, repeat, variable }: TableColumn, { bytes, at, count }: CellPlace): TableCell {
  const text = (from: number, length: number): string => {
    const whole = latin1(bytes.subarray(from, from + length));
    const end = whole.indexOf('\0');
    return (end < 0 ? whole : whole.slice(0, end)).trimEnd();
  };
  const [width = 0, ...rest] = shape ?? [];
  if (shape === null || rest.length === 0 || width === 0 || variable !== null) return text(at, count);
  return Array.from({ length: Math.floor(repeat / width) }, (_, index) => text(at + index * width, width));
}

function bitText({ bytes, at, count }: CellPlace): string {
  let text = '';
  for (let bit = 0; bit < count; bit++) text += ((bytes[at + (bit >> 3)] ?? 0) >> (7 - (bit & 7))) & 1;
  return text;
}

function readScalar(column: TableColumn, { bytes, view }: CellPlace, at: number): TableScalar {
  switch (column.code) {
    case 'L': {
      const byte = bytes[at];
      return byte === 0x54 ? true : byte === 0x46 ? false : null;
    }
    case 'B':
      return scaled(column, view.getUint8(at));
    case 'I':
      return scaled(column, view.getInt16(at));
    case 'J':
      return scaled(column, view.getInt32(at));
    case 'K':
      return scaledWide(column, view.getBigInt64(at));
    case 'E':
      return column.zero + column.scale * view.getFloat32(at);
    case 'D':
      return column.zero + column.scale * view.getFloat64(at);
    case 'C':
      return { re: view.getFloat32(at), im: view.getFloat32(at + 4) };
    case 'M':
      return { re: view.getFloat64(at), im: view.getFloat64(at + 8) };
    case 'A':
    case 'X':
      return null;
    default:
      return column.code satisfies never;
  }
}

function scaled({ scale, zero, missing }: TableColumn, stored: number): number | null {
  return stored === missing ? null : zero + scale * stored;
}

/** Whole numbers stay exact; those beyond 2⁵³ come as bigint. */
function scaledWide({ scale, zero, missing }: TableColumn, stored: bigint): number | bigint | null {
  if ((typeof missing === 'number' || typeof missing === 'bigint') && stored === BigInt(missing)) return null;
  if (scale !== 1 || !Number.isInteger(zero)) return zero + scale * Number(stored);
  const value = stored + BigInt(zero);
  const near = Number(value);
  return Number.isSafeInteger(near) ? near : value;
}

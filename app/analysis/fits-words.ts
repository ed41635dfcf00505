import type { Card, CardValue } from '../domain/fits/card.ts';
import type { TableCell, TableScalar } from '../domain/fits/table-cells.ts';
import type { CardFacts, FitsCell } from './fits-api.ts';

export function cardFacts({ name, kind, value, comment }: Card): CardFacts {
  return { name, kind, comment, value: valueText(value) };
}

function valueText(value: CardValue): string {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'T' : 'F';
  if (typeof value === 'object') return complexText(value.re, value.im);
  return String(value);
}

function complexText(re: number, im: number): string {
  return `${re} ${im < 0 || Object.is(im, -0) ? '−' : '+'} ${Math.abs(im)}i`;
}

/** JSON has no words for values that are no numbers; they are not missing, so null would be a lie. */
export function numberCell(value: number | bigint | null): FitsCell {
  if (value === null) return null;
  if (typeof value === 'bigint' || !Number.isFinite(value)) return String(value);
  return value;
}

const mostElements = 64;

/** One cell for people: lists in brackets, long ones cut with their length. */
export function tableCell(cell: TableCell): FitsCell {
  if (!Array.isArray(cell)) return scalarCell(cell);
  const shown = cell.slice(0, mostElements).map((element) => scalarCell(element) ?? 'missing');
  return `[${shown.join(', ')}${cell.length > mostElements ? `, … ${cell.length} values` : ''}]`;
}

function scalarCell(value: TableScalar): FitsCell {
  if (typeof value === 'boolean') return value ? 'T' : 'F';
  if (typeof value === 'object' && value !== null) return complexText(value.re, value.im);
  return typeof value === 'string' ? value : numberCell(value);
}

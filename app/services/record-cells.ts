import { type CellColumn, stateAt, textAt } from '../clients/drms/cell-column.ts';
import type { Cell } from '../contract/drms.ts';
import { okState, type PageColumn } from '../domain/columns.ts';
import { formatTime, type TimeFormat } from '../domain/time/format-time.ts';
import { instantOfDrmsSeconds } from '../domain/time/instant.ts';

const unparsable = 'unparsable';

/** One cell for people and programs: times as text in the zone of the format, 64-bit integers as text. */
export function cellOf(column: CellColumn, row: number, format: TimeFormat): Cell {
  const state = stateAt(column, row);
  if (state === unparsable) return column.raw.get(row) ?? null;
  if (state !== 'ok') return null;
  const value = column.kind === 'text' ? textAt(column, row) : column.values[row];
  return shownValue(column.kind, value, format);
}

/** Cells of a page of the column engine, and what is odd about those that are neither values nor missing. */
export function pageCells(
  column: PageColumn,
  stateNames: readonly string[],
  format: TimeFormat,
): { cells: Cell[]; odd: { row: number; state: string }[] } {
  const odd: { row: number; state: string }[] = [];
  const cells = Array.from({ length: column.values.length }, (_, row) => {
    const code = column.states?.[row] ?? okState;
    if (code === okState) return shownValue(column.kind, column.values[row], format);
    const state = stateNames[code] ?? 'missing';
    if (state !== 'missing') odd.push({ row, state });
    return state === unparsable ? (column.raw?.get(row) ?? null) : null;
  });
  return { cells, odd };
}

function shownValue(kind: PageColumn['kind'], value: number | bigint | string | undefined, format: TimeFormat): Cell {
  if (value === undefined) return null;
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return value;
  return kind === 'time' ? shownTime(value, format) : shownNumber(value);
}

export function shownTime(seconds: number, format: TimeFormat): string | null {
  const instant = instantOfDrmsSeconds(seconds);
  return instant === null ? null : formatTime(instant, format);
}

/** JSON has no words for some numbers; they are not missing, so null would be a lie. */
function shownNumber(value: number): Cell {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}

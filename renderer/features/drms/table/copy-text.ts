import type { Cell, RecordColumn } from '../../../../app/contract/drms.ts';
import type { TimeScaleChoice } from '../../../../app/contract/record-view.ts';
import { formatQuality } from '../../../../app/domain/drms/quality.ts';
import { oddWords } from './odd-words.ts';

/** Columns of a page with what is odd about some cells. */
export interface CopiedRows {
  columns: readonly Cell[][];
  odd: readonly { row: number; column: number; state: string }[];
}

/** One line per record, cells parted by tabs; the first line has the names with their units or time scales. */
export function copyText(
  columns: readonly RecordColumn[],
  { columns: cells, odd }: CopiedRows,
  timeScale: TimeScaleChoice,
): string {
  const states = new Map(odd.map(({ row, column, state }) => [`${row} ${column}`, state]));
  const head = columns.map((column) => headOf(column, timeScale)).join('\t');
  const rows = Array.from({ length: cells[0]?.length ?? 0 }, (_, row) =>
    columns
      .map((column, place) => cellText(cells[place]?.[row] ?? null, column, states.get(`${row} ${place}`)))
      .join('\t'),
  );
  return [head, ...rows, ''].join('\n');
}

export function headOf({ name, unit, timeScale }: RecordColumn, chosen: TimeScaleChoice): string {
  const about = timeScale === null ? unit : chosen === 'own' ? timeScale : chosen;
  return about === null ? name : `${name} (${about})`;
}

/** As the grid shows it, but numbers as programs read them, and missing ones empty. */
export function cellText(cell: Cell, { hex }: RecordColumn, state: string | undefined): string {
  if (state !== undefined && state !== 'unparsable') return oddWords[state] ?? state;
  if (cell === null) return '';
  if (hex && typeof cell === 'number') return formatQuality(cell);
  // A tab or a line end inside a cell would shift all that follows.
  return String(cell).replaceAll(/[\t\r\n]+/g, ' ');
}

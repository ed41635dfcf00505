import type { DiffColumnOut } from '../../../app/contract/queries.ts';
import type { RowChange } from '../../../app/domain/diff/diff-layout.ts';
import type { GridRow } from '../drms/table/grid-columns.tsx';

/** Places of our own columns in the table of a diff. */
export const changePlace = 0;
const changedColumnsPlace = 1;

export function changeOf(row: GridRow): RowChange {
  const text = row.cells[changePlace];
  return text === 'came' || text === 'went' ? text : 'changed';
}

/** Names of the columns in which a row has changed. */
export function changedColumnsOf(row: GridRow): ReadonlySet<string> {
  const text = row.cells[changedColumnsPlace];
  // The core writes a list of names.
  return new Set(typeof text === 'string' ? (JSON.parse(text) as string[]) : []);
}

/** Columns of the grid: those in which something differs, or all. */
export function shownColumns(columns: readonly DiffColumnOut[], onlyChanged: boolean): DiffColumnOut[] {
  return columns.filter(({ role, changedCells }) => !onlyChanged || role !== 'compared' || changedCells > 0);
}

/** Where the next change is, seen from a cell; null: there is none. Rows that came or went are one change each. */
export function nextChange(
  from: { row: number; column: string | null },
  by: 1 | -1,
  rows: { count: number; at(row: number): GridRow | undefined },
  columns: readonly DiffColumnOut[],
): { row: number; column: string } | null {
  const [first] = columns;
  if (first === undefined) return null;
  for (let row = from.row; row >= 0 && row < rows.count; row += by) {
    const data = rows.at(row);
    const changed = data === undefined ? new Set<string>() : changedColumnsOf(data);
    const stops = columns.filter(({ name }) => changed.has(name)).map(({ name }) => name);
    const places = stops.length === 0 ? [first.name] : stops;
    const passed = row === from.row ? columns.findIndex(({ name }) => name === from.column) : null;
    const ahead = places.filter((name) => {
      if (passed === null) return true;
      const place = columns.findIndex((column) => column.name === name);
      return by === 1 ? place > passed : place < passed;
    });
    const column = by === 1 ? ahead[0] : ahead.at(-1);
    if (column !== undefined) return { row, column };
  }
  return null;
}

import type { RecordColumn, RecordTable } from '../../../../app/contract/drms.ts';
import { isNumberColumn } from '../../../../app/domain/table-figure.ts';

export interface ColumnChoice {
  column: RecordColumn;
  index: number;
}

export function labelOf({ name, unit }: RecordColumn): string {
  return unit === null ? name : `${name} (${unit})`;
}

/** What can stand on each axis. */
export function plottable({ columns }: RecordTable): { xs: ColumnChoice[]; ys: ColumnChoice[] } {
  const all = columns.map((column, index) => ({ column, index }));
  return {
    xs: all.filter(({ column }) => column.kind === 'time' || isNumberColumn(column)),
    ys: all.filter(({ column }) => isNumberColumn(column)),
  };
}

const isWanted = ({ column }: ColumnChoice): boolean => column.role !== 'origin';

/** The first time, and the first real number over it; null if nothing can be drawn. */
export function firstChoice(table: RecordTable): { x: number; y: number } | null {
  const all = plottable(table);
  // Ids of processes are numbers that nobody wants to see drawn first.
  const [xs, ys] = [all.xs.filter(isWanted), all.ys.filter(isWanted)];
  const x = xs.find(({ column }) => column.kind === 'time') ?? xs[0];
  const y =
    ys.find(({ column, index }) => !column.hex && column.kind === 'real' && index !== x?.index) ??
    ys.find(({ index }) => index !== x?.index) ??
    ys[0];
  return x === undefined || y === undefined ? null : { x: x.index, y: y.index };
}

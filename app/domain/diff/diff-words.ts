import { formatInteger } from '../number-format.ts';

/** How many rows and cells differ between two answers. */
export interface DiffCounts {
  came: number;
  went: number;
  changed: number;
  changedCells: number;
  same: number;
}

/** Rows that are not as they were. */
export function differences({ came, went, changed }: DiffCounts): number {
  return came + went + changed;
}

/** One line that adds up: "12 came, 3 went, 7 changed in 9 cells, 1 240 as before". */
export function summaryLine(counts: DiffCounts): string {
  return summaryParts(counts).join(', ');
}

export function summaryParts(counts: DiffCounts): string[] {
  const { came, went, changed, changedCells, same } = counts;
  if (differences(counts) === 0) return [`Nothing changed: ${rowsInWords(same)} as before`];
  const cells = changed === 0 ? '' : ` in ${formatInteger(changedCells)} ${changedCells === 1 ? 'cell' : 'cells'}`;
  return [
    `${formatInteger(came)} came`,
    `${formatInteger(went)} went`,
    `${formatInteger(changed)} changed${cells}`,
    `${formatInteger(same)} as before`,
  ];
}

function rowsInWords(rows: number): string {
  return `${formatInteger(rows)} ${rows === 1 ? 'row' : 'rows'}`;
}

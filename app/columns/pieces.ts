import { AppError } from '../contract/app-error.ts';
import type { ColumnTable, TableColumn } from '../domain/columns.ts';
import type { ColumnHeader, ColumnPiece } from './messages.ts';

/** So small that neither side is held up by copying one. */
export const rowsPerPiece = 16_384;
const mostColumns = 5000;
const mostRows = 2 ** 32 - 1;

/** @throws AppError 'invalid-input' naming the column that does not fit. */
export function checkTable({ rows, columns, stateNames }: ColumnTable): void {
  const refuse = (what: string): never => {
    throw new AppError('invalid-input', `The table cannot be kept: ${what}.`, {
      remedy: 'Ask for other columns, or report the server that has sent it.',
    });
  };
  if (!Number.isSafeInteger(rows) || rows < 0 || rows > mostRows) refuse(`it says to have ${rows} rows`);
  if (columns.length === 0) refuse('it has no columns');
  if (columns.length > mostColumns) refuse(`it has more than ${mostColumns} columns`);
  const names = new Set<string>();
  for (const column of columns) {
    if (names.has(column.name)) refuse(`the column ${column.name} is there twice`);
    names.add(column.name);
    const length = lengthOf(column);
    if (length !== rows) refuse(`the column ${column.name} has ${length} instead of ${rows} cells`);
    if (column.states !== null && column.states.length !== rows)
      refuse(`the column ${column.name} has ${column.states.length} instead of ${rows} states`);
  }
  if (stateNames.length < 2) refuse('the names of its states are missing');
}

function lengthOf(column: TableColumn): number {
  return 'offsets' in column ? column.offsets.length - 1 : column.values.length;
}

export function headerOf(column: TableColumn): ColumnHeader {
  const { name, label, unit, note, timeScale, timePrecision, timeStyle, hex, kind, states, raw } = column;
  return {
    name,
    label,
    unit,
    note,
    timeScale,
    ...(timePrecision === undefined ? {} : { timePrecision }),
    ...(timeStyle === undefined ? {} : { timeStyle }),
    ...(hex === undefined ? {} : { hex }),
    kind,
    hasStates: states !== null,
    hasRaw: raw !== null && raw.size > 0,
  };
}

/** The original texts of a column in the order of their rows. */
export function rawEntries({ raw }: TableColumn): [number, string][] {
  return raw === null ? [] : [...raw].sort(([one], [other]) => one - other);
}

/** Rows `from` to before `to` of a column, without a copy. */
export function pieceOf(column: TableColumn, raw: readonly [number, string][], from: number, to: number): ColumnPiece {
  return {
    values: valuesOf(column, from, to),
    states: column.states?.subarray(from, to) ?? null,
    raw: raw.filter(([row]) => row >= from && row < to).map(([row, text]): [number, string] => [row - from, text]),
  };
}

function valuesOf(column: TableColumn, from: number, to: number): ColumnPiece['values'] {
  if ('offsets' in column) {
    const offsets = column.offsets.subarray(from, to + 1);
    return { bytes: column.bytes.subarray(offsets[0] ?? 0, offsets.at(-1) ?? 0), offsets };
  }
  return ArrayBuffer.isView(column.values) ? column.values.subarray(from, to) : column.values.slice(from, to);
}

import type { RecordColumn } from '../contract/drms.ts';
import { missingState, okState, type TableColumn } from '../domain/columns.ts';

export type AnswerCell = string | number | bigint | null | undefined;

/** A column of an answer that came as a list of things. */
export interface AnswerColumn {
  name: string;
  unit?: string | null;
  cells: readonly AnswerCell[];
}

/** The column as the engine keeps it: numbers where all values are numbers, else their texts. */
export function columnOfCells({ name, unit = null, cells }: AnswerColumn): TableColumn {
  const isMissing = (cell: AnswerCell): cell is null | undefined => cell === null || cell === undefined;
  const values = cells.filter((cell) => !isMissing(cell));
  const states = Uint8Array.from(cells, (cell) => (isMissing(cell) ? missingState : okState));
  const facts = {
    ...{ name, label: name, unit, note: null, timeScale: null, raw: null },
    states: values.length === cells.length ? null : states,
  };
  if (values.length > 0 && values.every((cell) => typeof cell === 'bigint'))
    return { ...facts, kind: 'longlong', values: BigInt64Array.from(cells, (cell) => BigInt(cell ?? 0)) };
  if (values.length > 0 && values.every((cell) => typeof cell === 'number'))
    return {
      ...facts,
      kind: 'real',
      values: Float64Array.from(cells, (cell) => (isMissing(cell) ? Number.NaN : Number(cell))),
    };
  return { ...facts, kind: 'text', values: cells.map((cell) => (isMissing(cell) ? '' : String(cell))) };
}

/** What the tables of Quarry say of such a column. */
export function aboutColumn({ name, unit, kind }: TableColumn): RecordColumn {
  // No column of `columnOfCells` holds flags.
  const known = kind as RecordColumn['kind'];
  return { name, role: 'field', kind: known, type: known, unit, timeScale: null, note: '', hex: false };
}

import { type ColumnKind, okState, type PageColumn, type StoredColumn } from '../columns.ts';
import type { CellText } from './cell-text.ts';
import type { FileTable } from './file-table.ts';

/** One column of a text file: a column of the table, or what stands beside it where cells are neither value nor missing. */
export interface Field {
  name: string;
  kind: ColumnKind;
  unit: string | null;
  note: string | null;
  /** Of times; null for all else, also for what stands beside times. */
  time: StoredColumn | null;
  /** Texts of the cells of a batch by their row; null where there is no value. */
  textsOf(batch: readonly PageColumn[]): (row: number) => string | null;
}

/** @param writerOf Gives what writes the cells of a column that have a value. */
export function fieldsOf(
  { columns, stateNames }: FileTable,
  writerOf: (column: StoredColumn) => CellText,
): readonly Field[] {
  return columns.flatMap((column, place) => {
    const { name, kind, unit, note, stateFileName, rawFileName } = column;
    const write = writerOf(column);
    const isTime = kind === 'time';
    const own: Field = {
      name,
      kind,
      unit: isTime ? null : unit,
      note,
      time: isTime ? column : null,
      textsOf: (batch) => {
        const cells = batch[place];
        return (row) => valueText(cells, row, write);
      },
    };
    const beside = (named: string | null, about: string, textsOf: Field['textsOf']): Field[] =>
      named === null ? [] : [{ name: named, kind: 'text', unit: null, note: `${about} ${name}`, time: null, textsOf }];
    return [
      own,
      ...beside(stateFileName, 'What the cells without a value are in', (batch) => {
        const states = batch[place]?.states;
        return (row) => {
          const state = states?.[row] ?? okState;
          return state === okState ? null : (stateNames[state] ?? String(state));
        };
      }),
      ...beside(rawFileName, 'Original texts of cells that cannot be read in', (batch) => {
        const raw = batch[place]?.raw;
        return (row) => raw?.get(row) ?? null;
      }),
    ];
  });
}

function valueText(cells: PageColumn | undefined, row: number, write: CellText): string | null {
  if (cells === undefined || (cells.states?.[row] ?? okState) !== okState) return null;
  const value = cells.values[row];
  return value === undefined ? null : write(value);
}

/** A piece of text for each batch, with a line for each row. */
export async function* lineTexts(
  table: FileTable,
  fields: readonly Field[],
  lineOf: (cells: readonly (string | null)[]) => string,
): AsyncGenerator<string> {
  for await (const batch of table.batches(table.columns.map((_, place) => place))) {
    const texts = fields.map((field) => field.textsOf(batch));
    const rows = batch[0]?.values.length ?? 0;
    let lines = '';
    for (let row = 0; row < rows; row++) lines += lineOf(texts.map((text) => text(row)));
    yield lines;
  }
}

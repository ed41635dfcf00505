import { type ColumnKind, missingState, okState, type PageColumn } from '../columns.ts';
import { type CellText, cellTextOf } from './cell-text.ts';
import type { FileTable } from './file-table.ts';

/**
 * `{"count", "about", "columns": [{"name", "type", "unit", "values": […]}]}`: missing cells as null; 64-bit integers,
 * times, and the reals for which JSON has no word (`NaN`, `Infinity`, `-Infinity`) as texts. What else a cell without
 * a value is stands in `odd`.
 */
export async function* jsonTexts(table: FileTable): AsyncGenerator<string> {
  yield `{"count":${table.rows},"about":${JSON.stringify(table.about)},"columns":[`;
  for (const place of table.columns.keys()) {
    yield place === 0 ? '\n' : ',\n';
    yield* columnTexts(table, place);
  }
  yield '\n]}\n';
}

async function* columnTexts({ columns, stateNames, batches }: FileTable, place: number): AsyncGenerator<string> {
  const column = columns[place];
  if (column === undefined) return;
  const { name, label, kind, unit, note, timeScale } = column;
  yield `${JSON.stringify({ name, label, type: kind, unit, note, timeScale }).slice(0, -1)},"values":[`;
  const jsonCell = jsonCellOf(kind, cellTextOf(column));
  const odd: OddCell[] = [];
  let first = 0;
  for await (const [cells] of batches([place])) {
    if (cells === undefined) continue;
    const { states, values } = cells;
    const texts: string[] = [];
    for (const [row, value] of values.entries())
      texts.push((states?.[row] ?? okState) === okState ? jsonCell(value) : 'null');
    yield first === 0 ? texts.join() : `,${texts.join()}`;
    odd.push(...oddCells(cells, stateNames, first));
    first += texts.length;
  }
  yield `]${odd.length === 0 ? '' : `,"odd":${JSON.stringify(odd)}`}}`;
}

interface OddCell {
  row: number;
  state: string;
  text?: string;
}

function* oddCells({ states, raw }: PageColumn, stateNames: readonly string[], first: number): Generator<OddCell> {
  for (const [row, state] of states?.entries() ?? []) {
    const text = raw?.get(row);
    if (state <= missingState && text === undefined) continue;
    const named = { row: first + row, state: stateNames[state] ?? String(state) };
    yield text === undefined ? named : { ...named, text };
  }
}

function jsonCellOf(kind: ColumnKind, text: CellText): CellText {
  switch (kind) {
    case 'integer':
      return text;
    case 'flag':
      return (value) => (value === 0 ? 'false' : 'true');
    case 'real':
      // These are not missing, so null would be a lie.
      return (value) => (Number.isFinite(value) ? text(value) : `"${String(value)}"`);
    case 'longlong':
    case 'time':
    case 'text':
      return (value) => JSON.stringify(text(value));
    default:
      return kind satisfies never;
  }
}

import type { DuckDBValue } from '@duckdb/node-api';
import { type ColumnKind, missingState, okState, type StoredColumn } from '../../domain/columns.ts';
import { rawName, stateName, valueName } from './append.ts';
import { cellTextOf } from './cell-text.ts';
import type { Selection } from './export-table.ts';

/**
 * `{"count", "about", "columns": [{"name", "type", "unit", "values": […]}]}`: missing cells as null, 64-bit integers
 * and times as texts. What else a cell without a value is stands in `odd`.
 */
export async function* jsonTexts(selection: Selection): AsyncGenerator<string> {
  yield `{"count":${selection.rows},"about":${JSON.stringify(selection.about)},"columns":[`;
  for (const [place, column] of selection.columns.entries()) {
    yield place === 0 ? '\n' : ',\n';
    yield* columnTexts(selection, column, place);
  }
  yield '\n]}\n';
}

async function* columnTexts(
  { stream, stateNames }: Selection,
  column: StoredColumn,
  place: number,
): AsyncGenerator<string> {
  const { name, label, kind, unit, note, timeScale, stateFileName, rawFileName } = column;
  yield `${JSON.stringify({ name, label, type: kind, unit, note, timeScale }).slice(0, -1)},"values":[`;
  const fields = [
    valueName(place),
    stateFileName === null ? 'NULL' : stateName(place),
    rawFileName === null ? 'NULL' : rawName(place),
  ];
  const jsonCell = jsonCellOf(kind, cellTextOf(column));
  const odd: { row: number; state: string; text?: string }[] = [];
  let row = 0;
  for await (const chunk of stream(fields)) {
    const [values, states, raws] = [0, 1, 2].map((index) => chunk.getColumnVector(index));
    const cells: string[] = [];
    for (let index = 0; index < chunk.rowCount; index++, row++) {
      const value = values?.getItem(index) ?? null;
      cells.push(value === null ? 'null' : jsonCell(value));
      const state = Number(states?.getItem(index) ?? okState);
      const raw = raws?.getItem(index) ?? null;
      if (state > missingState || raw !== null)
        odd.push({ row, state: stateNames[state] ?? String(state), ...(raw === null ? {} : { text: String(raw) }) });
    }
    yield row === chunk.rowCount ? cells.join() : `,${cells.join()}`;
  }
  yield `]${odd.length === 0 ? '' : `,"odd":${JSON.stringify(odd)}`}}`;
}

function jsonCellOf(kind: ColumnKind, text: (value: DuckDBValue) => string): (value: DuckDBValue) => string {
  switch (kind) {
    case 'integer':
    case 'flag':
      return String;
    case 'real':
      // JSON has no words for these; they are not missing, so null would be a lie.
      return (value) => (Number.isFinite(value) ? String(value) : `"${String(value)}"`);
    case 'longlong':
      return (value) => `"${String(value)}"`;
    case 'time':
    case 'text':
      return (value) => JSON.stringify(text(value));
    default:
      return kind satisfies never;
  }
}

import type { DuckDBDataChunk } from '@duckdb/node-api';
import { okState, type StoredColumn } from '../../domain/columns.ts';
import { rawName, stateName, valueName } from './append.ts';
import { cellTextOf } from './cell-text.ts';
import type { Selection } from './export-table.ts';

interface Field {
  own: string;
  header: string;
  /** Never called for cells without a value. */
  text(value: unknown): string;
}

/**
 * Comma-separated values with one line of names. A missing cell is empty and an empty text is `""`; what else a cell
 * without a value is stands in a column of its own.
 */
export async function* csvTexts({ columns, stateNames, stream }: Selection): AsyncGenerator<string> {
  const fields = columns.flatMap((column, place) => fieldsOf(column, place, stateNames));
  yield `${fields.map(({ header }) => textCell(header)).join(',')}\n`;
  for await (const chunk of stream(fields.map(({ own }) => own))) yield linesOf(chunk, fields);
}

function fieldsOf(column: StoredColumn, place: number, stateNames: readonly string[]): Field[] {
  const cellText = cellTextOf(column);
  const { kind, stateFileName, rawFileName } = column;
  const fields: Field[] = [
    {
      own: valueName(place),
      header: column.name,
      // The database gives values of the kind of the column.
      text: kind === 'text' ? (value) => textCell(String(value)) : (value) => cellText(value as number),
    },
  ];
  if (stateFileName !== null)
    fields.push({
      own: stateName(place),
      header: stateFileName,
      text: (state) => (state === okState ? '' : textCell(stateNames[Number(state)] ?? String(state))),
    });
  if (rawFileName !== null)
    fields.push({ own: rawName(place), header: rawFileName, text: (raw) => textCell(String(raw)) });
  return fields;
}

function linesOf(chunk: DuckDBDataChunk, fields: readonly Field[]): string {
  const vectors = fields.map((_, index) => chunk.getColumnVector(index));
  let lines = '';
  for (let row = 0; row < chunk.rowCount; row++) {
    for (const [index, field] of fields.entries()) {
      const value = vectors[index]?.getItem(row) ?? null;
      if (index > 0) lines += ',';
      if (value !== null) lines += field.text(value);
    }
    lines += '\n';
  }
  return lines;
}

/** Text that a spreadsheet would run as a formula gets an apostrophe in front. */
function textCell(text: string): string {
  if (text === '') return '""';
  const isNumber = /^[-+]?\d+(\.\d*)?(e[-+]?\d+)?$/i.test(text);
  const safe = /^[=+\-@\t\r]/.test(text) && !isNumber ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

import type { ValueTable } from '../../domain/juliabase.ts';
import type { FormField } from '../http/request-body.ts';
import { decodeEntities } from './html-entities.ts';

export const emptyTable: ValueTable = { headings: [], rows: [] };
const most = 100;
const longest = 50;

/** The table as the server will store it: blanks collapsed and entities replaced in headings, cells trimmed. */
export function normalizeTable(table: ValueTable): ValueTable {
  if (table.headings.length === 0) return emptyTable;
  return {
    headings: table.headings.map((heading) => decodeEntities(heading).replace(/\s+/g, ' ').trim()),
    rows: table.rows.map((row) => row.map((cell) => cell.trim())),
  };
}

/** Why the server would not store the table, as a sentence; undefined if it would. */
export function tableProblem(table: ValueTable): string | undefined {
  const { headings, rows } = normalizeTable(table);
  if (table.headings.length === 0)
    return table.rows.length === 0 ? undefined : 'The value table has rows but no headings.';
  if (rows.length === 0) return 'The value table has headings but no rows.';
  if (headings.length > most || rows.length > most) {
    return `The value table has ${headings.length} columns and ${rows.length} rows; JuliaBase keeps at most ${most} of each.`;
  }
  const badHeading = headings.findIndex((heading) => heading === '' || Array.from(heading).length > longest);
  if (badHeading >= 0)
    return `Heading ${badHeading + 1} of the value table is empty or longer than ${longest} characters.`;
  const twin = headings.find((heading, index) => headings.indexOf(heading) !== index);
  if (twin !== undefined) return `The heading "${twin}" stands twice in the value table.`;
  const ragged = rows.findIndex((row) => row.length !== headings.length);
  if (ragged >= 0) return `Row ${ragged + 1} of the value table does not have ${headings.length} cells.`;
  for (const [index, row] of rows.entries()) {
    const long = row.findIndex((cell) => Array.from(cell).length > longest);
    if (long >= 0)
      return `Row ${index + 1}, column "${headings[long]}" of the value table is longer than ${longest} characters.`;
  }
  return undefined;
}

/** The fields of the result form; dimensions are sent twice because the server saves nothing if they seem to change. */
export function tableFields(table: ValueTable): FormField[] {
  const { headings, rows } = normalizeTable(table);
  const columnCount = String(headings.length);
  const rowCount = String(rows.length);
  const fields: FormField[] = [
    ['number_of_quantities', columnCount],
    ['number_of_values', rowCount],
    ['previous-number_of_quantities', columnCount],
    ['previous-number_of_values', rowCount],
  ];
  for (const [column, heading] of headings.entries()) fields.push([`${column}-quantity`, heading]);
  for (const [rowIndex, row] of rows.entries()) {
    for (const [column, cell] of row.entries()) if (cell !== '') fields.push([`${column}_${rowIndex}-value`, cell]);
  }
  return fields;
}

export function sameTable(left: ValueTable, right: ValueTable): boolean {
  return JSON.stringify(canonical(left)) === JSON.stringify(canonical(right));
}

function canonical(table: ValueTable): unknown {
  const { headings, rows } = normalizeTable(table);
  return [headings, rows];
}

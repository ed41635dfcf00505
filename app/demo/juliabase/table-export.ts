import { all, asciiJson, type Exchange, escapeHtml, lastOf, page, type Reply } from './exchange.ts';
import { chooseMedia } from './negotiation.ts';

export interface ExportTable {
  /** Heading of the label column; empty text in searches. */
  labelHeading: string;
  group: string;
  /** The only group needs no choice. */
  singleGroup: boolean;
  headings: string[];
  rows: { label: string; cells: (string | number | boolean | null)[] }[];
}

/** The wizard of table exports: data only once groups and columns were confirmed by the "old" parameters. */
export function exportTable({ query, accept }: Exchange, table: ExportTable): Reply {
  const groups = table.singleGroup ? [table.group] : all(query, '__-column_groups');
  const columns = all(query, '__-columns').map(Number);
  const confirmed =
    groups.join('\t') === table.group &&
    columns.length > 0 &&
    lastOf(query, '__old_data-column_groups') === table.group &&
    lastOf(query, '__old_data-columns') === columns.join(' ');
  if (!confirmed || table.rows.length === 0) return wizard(table);
  const rows = table.rows.filter((_row, index) => lastOf(query, `${index + 1}__-active`) === 'on');
  const chosen = columns.filter((column) => table.headings[column] !== undefined);
  return chooseMedia(accept, ['text/csv', 'application/json']) === 'application/json'
    ? asJson(table, rows, chosen)
    : asCsv(table, rows, chosen);
}

function wizard({ group, headings }: ExportTable): Reply {
  const name = escapeHtml(group);
  const options = headings.map((heading, index) => `<option value="${index}">${escapeHtml(heading)}</option>`);
  return page(
    'Table export',
    `<form><select name="__-column_groups" multiple><option value="${name}">${name}</option></select><select name="__-columns" multiple><optgroup label="${name}">${options.join('')}</optgroup></select></form>`,
  );
}

function asJson(table: ExportTable, rows: ExportTable['rows'], columns: number[]): Reply {
  const objects = rows.map(({ label, cells }) => {
    const object: Record<string, unknown> = label === '' ? {} : { [table.labelHeading]: label };
    for (const column of columns) {
      const cell = cells[column];
      // Cells that Python holds for false are left out.
      if (cell !== undefined && cell !== null && cell !== '' && cell !== 0 && cell !== false)
        object[table.headings[column] ?? ''] = cell;
    }
    return object;
  });
  return { status: 200, contentType: 'application/json', body: asciiJson(objects) };
}

function asCsv(table: ExportTable, rows: ExportTable['rows'], columns: number[]): Reply {
  const lines = [
    [table.labelHeading, ...columns.map((column) => table.headings[column] ?? '')],
    ...rows.map(({ label, cells }) => [label, ...columns.map((column) => String(cells[column] ?? ''))]),
  ];
  return {
    status: 200,
    contentType: 'text/csv; charset=utf-8',
    body: lines.map((line) => `${line.join('\t')}\r\n`).join(''),
    headers: { 'content-disposition': 'attachment; filename=juliabase--export.txt' },
  };
}

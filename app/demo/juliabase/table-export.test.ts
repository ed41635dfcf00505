import { expect, test } from 'vitest';
import type { Exchange } from './exchange.ts';
import { type ExportTable, exportTable } from './table-export.ts';

const table: ExportTable = {
  labelHeading: 'row',
  group: '<i>odd</i>',
  singleGroup: false,
  headings: ['x', 'T/°C'],
  rows: [
    { label: 'row\u00a0#1', cells: [0, '200'] },
    { label: 'row\u00a0#2', cells: ['', null] },
  ],
};

function ask(query: Record<string, string>, accept = 'application/json'): ReturnType<typeof exportTable> {
  // The export looks at nothing else of a request.
  return exportTable({ query: Object.entries(query), accept } as unknown as Exchange, table);
}

const confirmed = {
  '__-column_groups': table.group,
  '__old_data-column_groups': table.group,
  '__-columns': '1',
  '__old_data-columns': '1',
};

test('data come once groups and columns are confirmed; falsy cells and rows that are not active are left out', () => {
  expect(ask({ ...confirmed, '1__-active': 'on', '2__-active': 'on' }).body).toBe(
    '[{"row":"row\\u00a0#1","T/\\u00b0C":"200"},{"row":"row\\u00a0#2"}]',
  );
  expect(ask({ ...confirmed, '2__-active': 'on' }).body).toBe('[{"row":"row\\u00a0#2"}]');
});

test.each([
  ['nothing', {}],
  ['another group', { ...confirmed, '__-column_groups': 'x', '__old_data-column_groups': 'x' }],
  ['old columns that differ', { ...confirmed, '__old_data-columns': '0' }],
])('%s: the wizard, with user text as text', (_what, query) => {
  const { contentType, body } = ask(query);
  expect(contentType).toContain('text/html');
  expect(body).toContain('<option value="&lt;i&gt;odd&lt;/i&gt;">');
});

test('CSV by default: tabs, CRLF, a header row', () => {
  expect(ask({ ...confirmed, '1__-active': 'on' }, '*/*').body).toBe('row\tT/°C\r\nrow\u00a0#1\t200\r\n');
});

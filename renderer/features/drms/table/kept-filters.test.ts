import { expect, test } from 'vitest';
import type { RecordColumn, RecordTable } from '../../../../app/contract/drms.ts';
import { filtersOf, keepFilters } from './kept-filters.ts';

function table(columns: [name: string, unit: string | null][]): RecordTable {
  const facts = { serverId: 'lab', recordSet: 'S', asOfUtc: '', bytes: 0, repaired: false, tableId: 't', count: 3 };
  const about = { role: 'field', kind: 'real', type: '', timeScale: null, note: '', hex: false } as const;
  return { ...facts, columns: columns.map(([name, unit]): RecordColumn => ({ ...about, name, unit })) };
}

test('filters follow their columns to other places; those that mean nothing any more are named', () => {
  keepFilters(
    'mining_s',
    table([
      ['d', 'nm'],
      ['x', 'eV'],
      ['gone', null],
    ]),
    [
      { kind: 'range', column: 0, from: 200, to: null },
      { kind: 'range', column: 1, from: 1, to: null },
      { kind: 'missing', column: 2, isMissing: true },
    ],
  );
  expect(
    filtersOf(
      'mining_s',
      table([
        ['sample', null],
        ['d', 'nm'],
        ['x', 'meV'],
      ]),
    ),
  ).toEqual({
    filters: [{ kind: 'range', column: 1, from: 200, to: null }],
    lost: ['x', 'gone'],
  });
  expect(filtersOf('mining_other', table([['d', 'nm']]))).toEqual({ filters: [], lost: [] });
});

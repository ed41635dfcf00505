import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { emptyTable, normalizeTable, sameTable, tableFields, tableProblem } from './value-table.ts';

const table = {
  headings: ['T/°C', 'sigma/(S/cm)'],
  rows: [
    ['25', '1.2e-9'],
    ['90', ''],
    ['', '0'],
  ],
};
const wide = (columns: number, rows: number) => ({
  headings: Array.from({ length: columns }, (_, column) => `c${column}`),
  rows: Array.from({ length: rows }, () => Array<string>(columns).fill('1')),
});

describe('the fields of a table', () => {
  it('name column before row, leave out empty cells, and say twice how many there are', () => {
    expect(tableFields(table)).toEqual([
      ['number_of_quantities', '2'],
      ['number_of_values', '3'],
      ['previous-number_of_quantities', '2'],
      ['previous-number_of_values', '3'],
      ['0-quantity', 'T/°C'],
      ['1-quantity', 'sigma/(S/cm)'],
      ['0_0-value', '25'],
      ['1_0-value', '1.2e-9'],
      ['0_1-value', '90'],
      ['1_2-value', '0'],
    ]);
  });

  it('say zero for no table', () => {
    expect(tableFields(emptyTable).map(([, value]) => value)).toEqual(['0', '0', '0', '0']);
  });

  it('give the table back', () => {
    const cell = fc.string({ maxLength: 8 });
    const tables = fc
      .tuple(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 6 }), fc.nat({ max: 6 }))
      .chain(([headings, rows]) =>
        fc.record({
          headings: fc.constant(headings),
          rows: fc.array(fc.array(cell, { minLength: headings.length, maxLength: headings.length }), {
            minLength: rows,
            maxLength: rows,
          }),
        }),
      );
    fc.assert(
      fc.property(tables, (any) => {
        const fields = new Map(tableFields(any));
        const read = {
          headings: any.headings.map((_, column) => String(fields.get(`${column}-quantity`))),
          rows: any.rows.map((row, index) =>
            row.map((_, column) => String(fields.get(`${column}_${index}-value`) ?? '')),
          ),
        };
        expect(read).toEqual(normalizeTable(any));
        expect(sameTable(read, any)).toBe(true);
      }),
    );
  });
});

test('a table is stored with blanks collapsed and references replaced in its headings', () => {
  expect(normalizeTable({ headings: ['  T /\n &deg;C '], rows: [[' 2 5 '], ['&deg;']] })).toEqual({
    headings: ['T / °C'],
    rows: [['2 5'], ['&deg;']],
  });
  expect(normalizeTable({ headings: [], rows: [[], []] })).toEqual(emptyTable);
});

test.each<[string, { headings: string[]; rows: string[][] }, string | undefined]>([
  ['a good table', table, undefined],
  ['no table', emptyTable, undefined],
  ['the largest table', wide(100, 100), undefined],
  ['rows without headings', { headings: [], rows: [['1']] }, 'no headings'],
  ['headings without rows', { headings: ['a'], rows: [] }, 'no rows'],
  ['too many columns', wide(101, 1), '101 columns'],
  ['too many rows', wide(1, 101), '101 rows'],
  ['an empty heading', { headings: ['a', ' '], rows: [['1', '2']] }, 'Heading 2'],
  ['a heading of blanks by reference', { headings: ['&nbsp;'], rows: [['1']] }, 'Heading 1'],
  ['a long heading', { headings: ['µ'.repeat(51)], rows: [['1']] }, 'longer than 50'],
  ['a heading of 50 wide characters', { headings: ['😀'.repeat(50)], rows: [['1']] }, undefined],
  ['twins', { headings: ['a b', 'a  b'], rows: [['1', '2']] }, '"a b" stands twice'],
  ['twins by reference', { headings: ['°', '&deg;'], rows: [['1', '2']] }, '"°" stands twice'],
  ['a short row', { headings: ['a', 'b'], rows: [['1', '2'], ['1']] }, 'Row 2'],
  ['a long row', { headings: ['a'], rows: [['1', '2']] }, 'Row 1'],
  ['a long cell', { headings: ['a', 'b'], rows: [['1', 'x'.repeat(51)]] }, 'Row 1, column "b"'],
  ['a long cell of blanks', { headings: ['a'], rows: [[`1${' '.repeat(60)}`]] }, undefined],
])('%s', (_, value, words) => {
  if (words === undefined) expect(tableProblem(value)).toBeUndefined();
  else expect(tableProblem(value)).toContain(words);
});

test('tables are the same if the server stores the same', () => {
  expect(sameTable({ headings: ['&deg;'], rows: [['1 ']] }, { headings: [' ° '], rows: [['1']] })).toBe(true);
  expect(sameTable(table, { ...table, rows: table.rows.toReversed() })).toBe(false);
  expect(sameTable({ headings: ['a'], rows: [['1.0']] }, { headings: ['a'], rows: [['1']] })).toBe(false);
});

import { expect, test } from 'vitest';
import type { DiffColumnOut } from '../../../app/contract/queries.ts';
import { changedColumnsOf, changeOf, nextChange, shownColumns } from './diff-rows.ts';

const column = (name: string, role: DiffColumnOut['role'], changedCells = 0): DiffColumnOut => ({
  ...{ name, role, changedCells, kind: 'real', unit: null, unitBefore: null },
  ...{ timeScale: null, renamedFrom: null, after: 0, before: 0 },
});
const columns = [column('key', 'key'), column('a', 'compared', 2), column('b', 'compared', 1), column('c', 'compared')];
const row = (change: string, changed: string[]) => ({
  row: 0,
  cells: [change, JSON.stringify(changed)],
  odd: new Map(),
});

test('a row says what happened to it and in which columns', () => {
  expect([changeOf(row('went', [])), changeOf(row('changed', ['a']))]).toEqual(['went', 'changed']);
  expect([...changedColumnsOf(row('changed', ['a', 'b,"c"']))]).toEqual(['a', 'b,"c"']);
  expect(shownColumns(columns, true).map(({ name }) => name)).toEqual(['key', 'a', 'b']);
  expect(shownColumns(columns, false)).toHaveLength(4);
});

test('the next change is the next changed cell; rows that came or went are one change each', () => {
  const all = [row('changed', ['a', 'b']), row('came', []), row('changed', ['b'])];
  const rows = { count: all.length, at: (place: number) => all[place] };
  const walk = (by: 1 | -1, start: { row: number; column: string | null }) => {
    const seen: string[] = [];
    for (let at = nextChange(start, by, rows, columns); at !== null; at = nextChange(at, by, rows, columns))
      seen.push(`${at.row} ${at.column}`);
    return seen;
  };
  expect(walk(1, { row: 0, column: null })).toEqual(['0 a', '0 b', '1 key', '2 b']);
  expect(walk(-1, { row: 2, column: 'c' })).toEqual(['2 b', '1 key', '0 b', '0 a']);
});

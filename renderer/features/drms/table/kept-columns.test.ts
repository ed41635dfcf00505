import { afterEach, beforeEach, expect, test } from 'vitest';
import { restoreWindow } from '../../../ui/window-memory.ts';
import { columnsLookOf, inKeptOrder, keepColumnsLook } from './kept-columns.ts';

beforeEach(() => restoreWindow({}));
afterEach(() => restoreWindow({}));

const names = (columns: readonly string[], order: readonly string[]): string[] =>
  inKeptOrder(
    columns.map((name) => ({ name })),
    order,
  ).map(({ name }) => name);

test('widths and order are those that were chosen, of each table its own', () => {
  keepColumnsLook('records', { widths: { a: 80 }, order: ['b', 'a'] });
  expect(columnsLookOf('records')).toEqual({ widths: { a: 80 }, order: ['b', 'a'] });
  expect(columnsLookOf('other')).toEqual({ widths: {}, order: [] });
});

test('a column that is new stands after its neighbour, one that is gone leaves no gap', () => {
  expect(names(['a', 'b', 'c'], [])).toEqual(['a', 'b', 'c']);
  expect(names(['a', 'b', 'c'], ['c', 'a', 'b'])).toEqual(['c', 'a', 'b']);
  expect(names(['a', 'new', 'b', 'c'], ['c', 'gone', 'a', 'b'])).toEqual(['c', 'a', 'new', 'b']);
  expect(names(['first', 'a', 'b'], ['b', 'a'])).toEqual(['first', 'b', 'a']);
});

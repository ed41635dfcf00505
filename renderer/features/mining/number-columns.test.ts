import { expect, test } from 'vitest';
import { fullColumns, type NumberColumn, placesOf } from './number-columns.ts';

const columns = ['a', 'b', 'c', 'd'].map((name, at): NumberColumn => ({ name, unit: null, place: at + 1, note: '' }));
const summary = (missing: number, max = 9): { missing: number; min: number; max: number } => ({ missing, min: 1, max });
const wish = { rows: 100, atFirst: 2 };

test('columns with many gaps, and with one value only, are not chosen at first', () => {
  const summaries = [summary(0), summary(80), summary(0, 1), summary(20), summary(3)];
  expect(fullColumns(columns, summaries, wish)).toEqual([3, 4]);
});

test('where all have many gaps, those with the fewest are chosen', () => {
  const summaries = [summary(0), summary(80), summary(50), summary(70), summary(40)];
  expect(fullColumns(columns, summaries, wish)).toEqual([4, 2]);
});

test('columns of what was made are found by their names, as far as they are there', () => {
  expect(placesOf(columns, ['c', 'gone', 'a'])).toEqual([3, 1]);
});

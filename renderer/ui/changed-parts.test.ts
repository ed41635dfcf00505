import { expect, test } from 'vitest';
import { changedParts, withChangedParts } from './changed-parts.ts';

const given = { sql: 'SELECT 1', scroll: { '/a': 10, '/b': 20 }, size: [1, 2] };

test('only what another window has changed is told, entry by entry', () => {
  expect(changedParts(given, given)).toEqual({});
  expect(changedParts(given, { ...given, sql: 'SELECT 2', scroll: { '/a': 10, '/b': 25, '/c': 1 } })).toEqual({
    sql: 'SELECT 2',
    scroll: { '/b': 25, '/c': 1 },
  });
  expect(changedParts({}, { filters: { '/t': 'x' } })).toEqual({ filters: { '/t': 'x' } });
});

test('what changed here meanwhile stays', () => {
  const here = { sql: 'SELECT 1', scroll: { '/a': 99, '/b': 20 } };
  expect(withChangedParts(here, { scroll: { '/b': 25 }, size: [3] })).toEqual({
    sql: 'SELECT 1',
    scroll: { '/a': 99, '/b': 25 },
    size: [3],
  });
});

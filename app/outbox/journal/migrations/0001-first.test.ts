import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../../platform/node/sqlite.ts';
import { sql } from './0001-first.ts';

test('makes the tables of a new journal, and finds open items without reading the others', () => {
  const database = new SqliteDatabase(':memory:');
  migrate(database, [sql]);
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();
  expect(tables).toEqual(expect.arrayContaining(['facts', 'items', 'records']));
  const plan = database
    .prepare('EXPLAIN QUERY PLAN SELECT progress FROM items WHERE is_open = 1 ORDER BY number')
    .all();
  expect(JSON.stringify(plan)).toContain('items_open');
  database.close();
});

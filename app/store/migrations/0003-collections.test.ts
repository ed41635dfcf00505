import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../platform/node/sqlite.ts';
import { sql as first } from './0001-first.ts';
import { sql as queries } from './0002-queries.ts';
import { sql } from './0003-collections.ts';

test('adds collections to a store and leaves what it holds; things are read by their index', () => {
  const database = new SqliteDatabase(':memory:');
  migrate(database, [first, queries]);
  database.prepare("INSERT INTO settings (key, value) VALUES ('theme', '1')").run();
  migrate(database, [first, queries, sql]);
  expect(database.prepare('SELECT value FROM settings').pluck().get()).toBe('1');

  const make = database.prepare("INSERT INTO collections VALUES (?, ?, '', '[]', 'none', 1, 1, 1)");
  make.run('1', 'Anneal');
  expect(() => make.run('2', 'anneal')).toThrow(/UNIQUE/);
  const put = database.prepare("INSERT INTO collection_items VALUES (?, ?, 'k', '{}', '{}', '', NULL, '', '[]', 1, 1)");
  put.run('a', '1');
  expect(() => put.run('b', '1')).toThrow(/UNIQUE/);
  expect(() => put.run('c', 'none')).toThrow(/FOREIGN KEY/);
  const plan = database
    .prepare(
      'EXPLAIN QUERY PLAN SELECT * FROM collection_items WHERE collection_id = ? ORDER BY position, added_ms, id',
    )
    .all('1');
  expect(JSON.stringify(plan)).toContain('collection_items_by_position');
  expect(JSON.stringify(plan)).not.toContain('TEMP B-TREE');
  database.close();
});

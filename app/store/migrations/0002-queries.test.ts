import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../platform/node/sqlite.ts';
import { sql as first } from './0001-first.ts';
import { sql } from './0002-queries.ts';

test('adds queries to a store and leaves what it holds; the history is read by its index', () => {
  const database = new SqliteDatabase(':memory:');
  migrate(database, [first]);
  database.prepare("INSERT INTO settings (key, value) VALUES ('theme', '1')").run();
  migrate(database, [first, sql]);
  expect(database.pragma('user_version', { simple: true })).toBe(2);
  expect(database.prepare('SELECT value FROM settings').pluck().get()).toBe('1');

  const save = database.prepare("INSERT INTO saved_queries VALUES (?, ?, 'jsoc', 'a.b[$]', '[]', 1)");
  save.run('1', 'Newest');
  expect(() => save.run('2', 'newest')).toThrow(/UNIQUE/);
  const plan = database
    .prepare('EXPLAIN QUERY PLAN SELECT * FROM past_queries WHERE server_id = ? ORDER BY asked_ms DESC LIMIT 9')
    .all('jsoc');
  expect(JSON.stringify(plan)).toContain('past_queries_by_time');
  expect(JSON.stringify(plan)).not.toContain('TEMP B-TREE');
  database.close();
});

import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../platform/node/sqlite.ts';
import { sql } from './0001-first.ts';

test('makes the tables of a new store, and lets only known job states in', () => {
  const database = new SqliteDatabase(':memory:');
  migrate(database, [sql]);
  expect(database.pragma('user_version', { simple: true })).toBe(1);
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();
  expect(tables).toEqual(['connections', 'jobs', 'settings', 'undo_entries']);
  const insert = database.prepare(
    "INSERT INTO jobs (id, kind, title, status, attempt, done, input, created_ms) VALUES (?, 'k', 't', ?, 0, 0, '{}', 1)",
  );
  insert.run('a', 'queued');
  expect(() => insert.run('b', 'lost')).toThrow(/CHECK/);
  database.close();
});

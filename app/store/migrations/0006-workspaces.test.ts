import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../platform/node/sqlite.ts';
import { sql as first } from './0001-first.ts';
import { sql as queries } from './0002-queries.ts';
import { sql } from './0006-workspaces.ts';

test('adds workspaces to a store and leaves what it holds', () => {
  const database = new SqliteDatabase(':memory:');
  migrate(database, [first, queries]);
  database.prepare("INSERT INTO settings (key, value) VALUES ('workspace', '{}')").run();
  migrate(database, [first, queries, sql]);
  expect(database.pragma('user_version', { simple: true })).toBe(3);
  expect(database.prepare('SELECT value FROM settings').pluck().get()).toBe('{}');

  const save = database.prepare("INSERT INTO workspaces VALUES (?, ?, '{}', 1)");
  save.run('1', 'Thesis');
  expect(() => save.run('2', 'thesis')).toThrow(/UNIQUE/);
  database.close();
});

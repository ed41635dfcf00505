import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../platform/node/sqlite.ts';
import { sql } from './0001-first.ts';

test('makes the tables of a new cache, and the index by which old answers give way', () => {
  const database = new SqliteDatabase(':memory:');
  migrate(database, [sql]);
  expect(database.pragma('user_version', { simple: true })).toBe(1);
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();
  expect(tables).toEqual(['answers', 'upkeep']);
  const plan = database.prepare('EXPLAIN QUERY PLAN SELECT site FROM answers ORDER BY used_at_ms LIMIT 20').all();
  expect(JSON.stringify(plan)).toContain('answers_by_use');
  database.close();
});

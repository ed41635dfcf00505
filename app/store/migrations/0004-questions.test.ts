import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../platform/node/sqlite.ts';
import { sql as first } from './0001-first.ts';
import { sql as queries } from './0002-queries.ts';
import { sql } from './0004-questions.ts';

test('saved and past queries and statements become questions of one history', () => {
  const database = new SqliteDatabase(':memory:');
  migrate(database, [first, queries]);
  const keys = '["T_REC","CAMERA"]';
  database.prepare("INSERT INTO saved_queries VALUES ('s', 'Newest', 'jsoc', 'a.b[$]', ?, 5)").run(keys);
  database.prepare("INSERT INTO past_queries VALUES ('p', 'jsoc', 'a.b[''\"é\"'']', ?, 4, 100.0, 7.0, 1000)").run(keys);
  const statements = [
    { statement: 'SELECT 1', askedAtUtc: '2026-11-20T10:00:00.250Z', rows: 1 },
    { statement: 'SELECT 1', askedAtUtc: '2026-11-19T10:00:00.000Z', rows: 1 },
    { statement: 'SELECT 2', askedAtUtc: 'no time', rows: 1 },
  ];
  database.prepare("INSERT INTO settings (key, value) VALUES ('sqlHistory', ?)").run(JSON.stringify(statements));
  migrate(database, [first, queries, sql]);

  const question = { keys: ['T_REC', 'CAMERA'], kind: 'drms.records', recordSet: 'a.b[$]', serverId: 'jsoc' };
  expect(database.prepare('SELECT * FROM saved_queries').all()).toMatchObject([
    { id: 's', name: 'Newest', question: JSON.stringify(question), place_id: 'jsoc', saved_ms: 5, removed_ms: null },
  ]);
  expect(database.prepare('SELECT * FROM past_questions ORDER BY asked_ms').all()).toMatchObject([
    {
      ...{ id: 'p', question: JSON.stringify({ ...question, recordSet: `a.b['"é"']` }), rows: 4, took_ms: 7 },
      ...{ as_of_ms: 1000, asked_ms: 1000 },
    },
    {
      ...{ kind: 'sql', title: 'SELECT 1', rows: 1, asked_ms: Date.UTC(2026, 10, 20, 10) },
      question: JSON.stringify({ kind: 'sql', statement: 'SELECT 1' }),
    },
  ]);
  expect(database.prepare("SELECT count(*) FROM settings WHERE key = 'sqlHistory'").pluck().get()).toBe(0);

  const name = database.prepare('UPDATE saved_queries SET removed_ms = ? WHERE id = ?');
  const copy = database.prepare(
    "INSERT INTO saved_queries (id, name, question, kind, place_id, title, saved_ms) VALUES ('t', 'newest', '{}', 'sql', '', '', 1)",
  );
  expect(() => copy.run()).toThrow(/UNIQUE/);
  name.run(1, 's');
  copy.run();
  expect(() => name.run(null, 's')).toThrow(/UNIQUE/);
  const plan = database.prepare('EXPLAIN QUERY PLAN SELECT * FROM past_questions ORDER BY asked_ms DESC LIMIT 9').all();
  expect(JSON.stringify(plan)).toContain('past_questions_by_time');
  database.close();
});

import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { migrate, openDurably, openPrivately } from './sqlite.ts';

describe('migrations', () => {
  const first = 'CREATE TABLE a (x)';
  const second = 'ALTER TABLE a ADD COLUMN y';

  test('are run once each, in order, from where the database stands', () => {
    const database = new SqliteDatabase(':memory:');
    migrate(database, [first]);
    migrate(database, [first, second]);
    migrate(database, [first, second]);
    database.exec('SELECT x, y FROM a');
    expect(database.pragma('user_version', { simple: true })).toBe(2);
  });

  test('leave nothing of one that fails', () => {
    const database = new SqliteDatabase(':memory:');
    expect(() => migrate(database, [first, `${second}; CREATE TABLE a (x)`])).toThrow();
    expect(database.pragma('user_version', { simple: true })).toBe(1);
    expect(() => database.exec('SELECT y FROM a')).toThrow();
  });

  test('of a newer version are refused', () => {
    const database = new SqliteDatabase(':memory:');
    migrate(database, [first, second]);
    expect(() => migrate(database, [first])).toThrow('newer');
  });
});

test.runIf(process.platform !== 'win32')('a database and all that belongs to it are for the owner only', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quarry-sqlite-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const database = openPrivately(join(folder, 'a.sqlite'));
  database.pragma('journal_mode = WAL');
  database.exec('CREATE TABLE a (x)');
  const modes = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mode & 0o077]);
  expect(modes).toEqual([
    ['a.sqlite', 0],
    ['a.sqlite-shm', 0],
    ['a.sqlite-wal', 0],
  ]);
  database.close();
});

test('a durable database syncs each commit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quarry-sqlite-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const database = openDurably(join(folder, 'a.sqlite'));
  const pragma = (name: string): unknown => database.pragma(name, { simple: true });
  // 2 is FULL; the setting belongs to the connection, so nobody else can look it up.
  expect([pragma('journal_mode'), pragma('synchronous'), pragma('foreign_keys')]).toEqual(['wal', 2, 1]);
  database.close();
});

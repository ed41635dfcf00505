import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCacheDatabase } from './cache-database.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-cache-'));
  path = join(folder, 'cache.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

const answer = (value: unknown) => ({ body: value, fetchedAtMs: 1000, parserVersion: 1 });
const value = (index: number) => ({ index, text: `sample ${index} `.repeat(20) });

function fill(count: number): void {
  const cache = openCacheDatabase(path);
  for (let index = 0; index < count; index++) cache.putAnswer('lab', `sample ${index}`, answer(value(index)));
  cache.close();
}

/** Reads everything back: right or absent, never different. */
function readBack(count: number): { right: number; absent: number; notices: string[] } {
  const cache = openCacheDatabase(path);
  let right = 0;
  for (let index = 0; index < count; index++) {
    const row = cache.getAnswer('lab', `sample ${index}`, 2000);
    if (row === undefined) continue;
    expect(row.body).toEqual(value(index));
    right += 1;
  }
  const notices = cache.takeCacheNotices();
  cache.putAnswer('lab', 'after', answer('works'));
  expect(cache.getAnswer('lab', 'after', 2000)?.body).toBe('works');
  cache.close();
  return { right, absent: count - right, notices };
}

describe('kept answers', () => {
  test('are found, replaced and forgotten by prefix', () => {
    const cache = openCacheDatabase(path);
    cache.putAnswer('lab', 'sample a', answer(1));
    cache.putAnswer('lab', 'sample a', answer(2));
    cache.putAnswer('lab', 'series %', answer(3));
    cache.putAnswer('other', 'sample a', answer(4));
    expect(cache.getAnswer('lab', 'sample a', 5)).toEqual(answer(2));
    cache.forgetAnswers('lab', 'sample ');
    expect(cache.getAnswer('lab', 'sample a', 5)).toBeUndefined();
    expect(cache.getAnswer('lab', 'series %', 5)?.body).toBe(3);
    cache.forgetAnswers('lab');
    expect(cache.getAnswer('lab', 'series %', 5)).toBeUndefined();
    expect(cache.getAnswer('other', 'sample a', 5)?.body).toBe(4);
    cache.close();
  });

  test('those used longest ago give way to the limit', () => {
    const cache = openCacheDatabase(path);
    const bulk = Array.from({ length: 4000 }, (_, index) => (index * 7919) % 104729);
    for (let index = 0; index < 60; index++)
      cache.putAnswer('lab', `sample ${index}`, { ...answer([index, bulk]), fetchedAtMs: index });
    cache.getAnswer('lab', 'sample 0', 100);
    cache.trimCache(cache.cacheBytes() / 2);
    expect(cache.getAnswer('lab', 'sample 0', 101)).toBeDefined();
    expect(cache.getAnswer('lab', 'sample 1', 101)).toBeUndefined();
    cache.close();
  });

  test('a row altered behind our back is dropped and said', () => {
    fill(3);
    const raw = new SqliteDatabase(path);
    raw.exec("UPDATE answers SET fetched_at_ms = 999 WHERE request = 'sample 1'");
    raw.close();
    expect(readBack(3)).toMatchObject({ right: 2, absent: 1, notices: [expect.stringContaining('damaged')] });
  });

  test.each([
    [
      'flipped bytes',
      (bytes: Buffer) => {
        for (let at = 100; at < bytes.length; at += 97) bytes[at] = (bytes[at] ?? 0) ^ 0x41;
        return bytes;
      },
    ],
    ['a cut file', (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length / 3))],
    ['a zeroed page', (bytes: Buffer) => bytes.fill(0, 4096, 8192)],
    ['something else', () => Buffer.from('not a database, but long enough to look like one '.repeat(200))],
  ])('%s: no wrong value, a fresh start, the old file set aside', (_name, damage) => {
    fill(200);
    writeFileSync(path, damage(readFileSync(path)));
    const { notices } = readBack(200);
    expect(notices.length).toBeGreaterThan(0);
  });

  test('single flipped bytes never show a wrong value', () => {
    fill(40);
    const whole = readFileSync(path);
    for (let round = 0; round < 60; round++) {
      const bytes = Buffer.from(whole);
      const at = (round * 104729) % bytes.length;
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (round % 8));
      writeFileSync(path, bytes);
      readBack(40);
      for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
    }
    expect(readdirSync(join(folder, 'quarantine'), { withFileTypes: true }).length).toBeLessThanOrEqual(9);
  });
});

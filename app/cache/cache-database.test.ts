import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRandom } from '../demo/juliabase/random.ts';
import { nightlyCount } from '../testing/nightly.ts';
import { openCacheDatabase } from './cache-database.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-cache-'));
  path = join(folder, 'cache.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

const answer = (value: unknown) => ({ body: value, fetchedAtMs: 1000, validator: null, parserVersion: 1 });
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
    const { bodies, about } = cache.getAnswerTexts('lab', ['series %', 'none', 'sample a']);
    expect(JSON.parse(bodies)).toEqual([3, null, 2]);
    expect(about).toMatchObject([{}, null, { fetchedAtMs: answer(2).fetchedAtMs }]);
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

  test.each([
    "UPDATE answers SET fetched_at_ms = 999 WHERE request = 'sample 1'",
    "UPDATE answers SET parser_version = 2 WHERE request = 'sample 1'",
    "UPDATE answers SET validator = 'x' WHERE request = 'sample 1'",
    "UPDATE answers SET digest = x'00' WHERE request = 'sample 1'",
    "UPDATE answers SET body = (SELECT body FROM answers WHERE request = 'sample 2') WHERE request = 'sample 1'",
    "UPDATE answers SET site = 'elsewhere' WHERE request = 'sample 1'; INSERT INTO answers SELECT 'lab', request, body, fetched_at_ms, validator, parser_version, digest, used_at_ms FROM answers WHERE site = 'elsewhere'; UPDATE answers SET body = x'00' WHERE site = 'lab' AND request = 'sample 1'",
  ])('a row altered behind our back is dropped and said: %s', (change) => {
    fill(3);
    const raw = new SqliteDatabase(path);
    raw.exec(change);
    raw.close();
    expect(readBack(3)).toMatchObject({ right: 2, absent: 1, notices: [expect.stringContaining('damaged')] });
    expect(readBack(3)).toMatchObject({ right: 2, notices: [] });
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

  test('a WAL of another cache: its rows are foreign, even though they are whole', () => {
    fill(30);
    const other = join(folder, 'other.sqlite');
    const stranger = openCacheDatabase(other);
    for (let index = 0; index < 30; index++) stranger.putAnswer('lab', `sample ${index}`, answer('of another lab'));
    // Closing would fold the WAL into its database.
    copyFileSync(`${other}-wal`, `${path}-wal`);
    stranger.close();
    readBack(30);
  });

  test('a key that is gone costs the answers only', () => {
    fill(3);
    rmSync(`${path}.key`);
    expect(readBack(3)).toMatchObject({ right: 0, absent: 3 });
  });

  test('a newer schema is set aside without a word about damage', () => {
    fill(3);
    const raw = new SqliteDatabase(path);
    raw.pragma('user_version = 99');
    raw.close();
    expect(readBack(3)).toEqual({ right: 0, absent: 3, notices: [] });
  });

  test('damage under an open cache is noticed, and the work goes on', () => {
    fill(200);
    const cache = openCacheDatabase(path);
    writeFileSync(path, Buffer.alloc(40_000, 0x55));
    for (let index = 0; index < 200; index++) {
      const row = cache.getAnswer('lab', `sample ${index}`, 2000);
      if (row !== undefined) expect(row.body).toEqual(value(index));
    }
    cache.putAnswer('lab', 'after', answer('works'));
    expect(cache.getAnswer('lab', 'after', 2000)?.body).toBe('works');
    cache.close();
  });

  test('the full check finds a damaged row that nobody asked for, and is not done again too soon', () => {
    fill(3);
    const raw = new SqliteDatabase(path);
    const damage = (index: number) =>
      raw.exec(`UPDATE answers SET fetched_at_ms = 9 WHERE request = 'sample ${index}'`);
    const rows = () => raw.prepare('SELECT count(*) FROM answers').pluck().get();
    const cache = openCacheDatabase(path);
    damage(0);
    cache.checkCache(1000, 500);
    expect(cache.takeCacheNotices()).toEqual([expect.stringContaining('damaged')]);
    expect(rows()).toBe(2);
    damage(1);
    cache.checkCache(1499, 500);
    expect(rows()).toBe(2);
    cache.checkCache(1500, 500);
    expect(rows()).toBe(1);
    // The clock was set back by a day: better too often than never.
    damage(2);
    cache.checkCache(100, 500);
    expect(rows()).toBe(0);
    cache.close();
    raw.close();
  });

  test('keeps the three newest damaged files with what belongs to them', () => {
    for (let round = 0; round < 5; round++) {
      fill(1);
      writeFileSync(path, 'no database');
      openCacheDatabase(path).close();
    }
    const kept = readdirSync(join(folder, 'quarantine'));
    expect(kept.filter((name) => name.endsWith('cache.sqlite'))).toHaveLength(3);
    expect(kept.filter((name) => name.endsWith('cache.sqlite.key'))).toHaveLength(3);
  });

  test('a clean start sets nothing aside', () => {
    fill(1);
    fill(1);
    expect(existsSync(join(folder, 'quarantine'))).toBe(false);
  });

  test(`row 17, ${damages} damages: never a wrong value, and the cache works on`, () => {
    fill(40);
    const whole = readFileSync(path);
    const key = readFileSync(`${path}.key`);
    const other = foreignWal();
    let right = 0;
    for (let seed = 0; seed < damages; seed++) {
      const random = createRandom(seed);
      const [name, damage] = damageKinds[seed % damageKinds.length] ?? damageKinds[0];
      writeFileSync(path, damage(Buffer.from(whole), random));
      writeFileSync(`${path}.key`, key);
      if (name === 'foreign WAL') writeFileSync(`${path}-wal`, other);
      expect(() => {
        right += readBack(40).right;
      }, `seed ${seed}: ${name}`).not.toThrow();
      for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
    }
    expect(right).toBeGreaterThan(damages);
  }, 600_000);
});

const damages = nightlyCount(1400);

type Damage = (bytes: Buffer, random: () => number) => Buffer;
const damageKinds: [[string, Damage], ...[string, Damage][]] = [
  [
    'a flipped bit',
    (bytes, random) => {
      const at = Math.floor(random() * bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      return bytes;
    },
  ],
  [
    'flipped bytes',
    (bytes, random) => {
      for (let count = 0; count < 40; count++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      return bytes;
    },
  ],
  ['truncation', (bytes, random) => bytes.subarray(0, Math.floor(random() * bytes.length))],
  [
    'a zeroed page',
    (bytes, random) => {
      const at = Math.floor((random() * bytes.length) / 4096) * 4096;
      return bytes.fill(0, at, Math.min(bytes.length, at + 4096));
    },
  ],
  ['foreign WAL', (bytes) => bytes],
];

/** The write-ahead log of another cache whose rows have the same names. */
function foreignWal(): Buffer {
  const other = join(folder, 'foreign.sqlite');
  const stranger = openCacheDatabase(other);
  for (let index = 0; index < 40; index++) stranger.putAnswer('lab', `sample ${index}`, answer('of another lab'));
  const wal = readFileSync(`${other}-wal`);
  stranger.close();
  return wal;
}

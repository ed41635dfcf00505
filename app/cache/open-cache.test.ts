import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../contract/app-error.ts';
import type { Remote } from '../rpc/node/worker-client.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { remoteOf } from '../testing/remote-of.ts';
import { silentLog } from '../testing/silent-log.ts';
import type { CacheApi } from './cache-api.ts';
import { openCacheDatabase } from './cache-database.ts';
import { type AnswerCache, openCache } from './open-cache.ts';

const about = { fetchedAtMs: 1000, parserVersion: 1 };
let folder = '';
let path = '';
let clock = new FakeClock();
let told: string[] = [];
const closers: (() => void)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-cache-'));
  path = join(folder, 'cache.sqlite');
  clock = new FakeClock();
  told = [];
});
afterEach(() => {
  for (const close of closers.splice(0).toReversed()) close();
  rmSync(folder, { recursive: true });
});

async function start(rows: Remote<CacheApi> = databaseRows(), limitBytes = 1e9): Promise<AnswerCache> {
  const cache = await openCache({
    rows,
    clock,
    log: silentLog,
    limitBytes: () => limitBytes,
    onDamage: (sentence) => told.push(sentence),
  });
  closers.push(() => cache.close());
  return cache;
}

function databaseRows(): Remote<CacheApi> {
  const { close, ...calls } = openCacheDatabase(path);
  closers.push(close);
  return remoteOf(calls);
}

function alter(sql: string): void {
  const raw = new SqliteDatabase(path);
  raw.exec(sql);
  raw.close();
}

describe('the answer cache', () => {
  test('gives back what was put, until it is forgotten or cleared', async () => {
    const cache = await start();
    await cache.put('lab', 'sample a', { name: 'a' }, about);
    expect(await cache.get('lab', 'sample a')).toMatchObject({ body: { name: 'a' }, ...about });
    await cache.put('lab', 'series b', { name: 'b' }, about);
    await cache.put('other', 'sample c', { name: 'c' }, about);
    expect(await cache.answersOf('lab', 'sample ')).toEqual([{ name: 'a' }]);
    await cache.forget('lab', 'sample');
    expect(await cache.get('lab', 'sample a')).toBeUndefined();
    await cache.put('lab', 'bulk', 'x'.repeat(10), about);
    expect(await cache.bytes()).toBeGreaterThan(0);
    await cache.clear();
    expect(await cache.get('lab', 'bulk')).toBeUndefined();
  });

  test('tells damage once, and the answer is absent', async () => {
    const cache = await start();
    await cache.put('lab', 'a', 1, about);
    alter('UPDATE answers SET fetched_at_ms = 3');
    expect(await cache.get('lab', 'a')).toBeUndefined();
    expect(await cache.getMany('lab', ['a', 'b'])).toEqual([undefined, undefined]);
    expect(await cache.get('lab', 'a')).toBeUndefined();
    expect(told).toEqual([expect.stringContaining('damaged')]);
  });

  test('looks at the whole file after a while, also at what nobody asks for', async () => {
    const cache = await start();
    await cache.put('lab', 'a', 1, about);
    alter('UPDATE answers SET fetched_at_ms = 3');
    await clock.advance(10 * 60_000 - 1);
    expect(told).toEqual([]);
    await clock.advance(1);
    await expect.poll(() => told).toEqual([expect.stringContaining('damaged')]);
  });

  test('keeps below its limit while it is filled', async () => {
    const cache = await start(databaseRows(), 200_000);
    const text = Array.from({ length: 3000 }, (_, index) => (index * 7919) % 104_729);
    for (let index = 0; index < 100; index++) await cache.put('lab', `a ${index}`, [index, text], about);
    expect(await cache.bytes()).toBeLessThanOrEqual(200_000);
  });

  test('reads and writes never fail: without a cache the servers are asked', async () => {
    const broken = async (): Promise<never> => {
      throw new AppError('storage', 'The disk is gone.');
    };
    const cache = await start({
      getAnswer: broken,
      getAnswerTexts: broken,
      answersOf: broken,
      answerNames: broken,
      putAnswer: broken,
      forgetAnswers: broken,
      cacheBytes: broken,
      clearCache: broken,
      trimCache: broken,
      checkCache: broken,
      takeCacheNotices: broken,
    });
    expect(await cache.get('lab', 'a')).toBeUndefined();
    await cache.put('lab', 'a', 1, about);
    expect(await cache.bytes()).toBe(0);
    expect(await cache.answersOf('lab', '')).toEqual([]);
    await expect(cache.forget('lab')).rejects.toMatchObject({ code: 'storage' });
  });
});

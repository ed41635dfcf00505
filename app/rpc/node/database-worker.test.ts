import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CacheApi } from '../../cache/cache-api.ts';
import type { StoreApi } from '../../store/store-api.ts';
import { openDatabases } from './database-worker.ts';

let home = '';
let folders = { homeFolder: '', cacheFolder: '' };
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'quarry-home-'));
  folders = { homeFolder: home, cacheFolder: join(home, 'cache') };
  mkdirSync(folders.cacheFolder);
});
afterEach(() => rmSync(home, { recursive: true }));

describe('the thread of the databases', () => {
  test('serves store and cache, and keeps what it was given', async () => {
    const first = await openDatabases<StoreApi & CacheApi>(folders);
    await first.calls.putSetting('theme', 'dark');
    await first.calls.putAnswer('lab', 'a', { body: { x: 1 }, fetchedAtMs: 5, parserVersion: 1 });
    await first.close();
    await expect(first.calls.getSetting('theme')).rejects.toMatchObject({ code: 'internal' });

    const second = await openDatabases<StoreApi & CacheApi>(folders);
    expect(await second.calls.getSetting('theme')).toBe('dark');
    expect((await second.calls.getAnswer('lab', 'a', 6))?.body).toEqual({ x: 1 });
    await second.close();
    await second.close();
  });

  test('opens a data folder once at a time', async () => {
    const owner = await openDatabases<StoreApi>(folders);
    await expect(openDatabases<StoreApi>(folders)).rejects.toMatchObject({
      code: 'conflict',
      details: { pid: process.pid },
    });
    await owner.calls.putSetting('still', 'works');
    await owner.close();
  });

  test('names a store that cannot be opened, and frees the folder', async () => {
    mkdirSync(join(home, 'store.sqlite'));
    await expect(openDatabases<StoreApi>(folders)).rejects.toMatchObject({
      code: 'storage',
      message: expect.stringContaining('store.sqlite'),
    });
    rmSync(join(home, 'store.sqlite'), { recursive: true });
    await (await openDatabases<StoreApi>(folders)).close();
  });
});

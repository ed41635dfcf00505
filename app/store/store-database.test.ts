import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JobRow } from './rows.ts';
import { openStoreDatabase } from './store-database.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-store-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const job: JobRow = {
  id: 'j1',
  kind: 'count',
  title: 'Count',
  status: 'queued',
  attempt: 0,
  phase: null,
  done: 0,
  total: null,
  unit: null,
  input: { to: 3, quote: "it's" },
  checkpoint: null,
  retryAtMs: null,
  createdMs: 5,
  startedMs: null,
  endedMs: null,
  error: null,
  question: null,
  answer: null,
  result: null,
};

function failureOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe('the store', () => {
  test('gives back what was put in, after closing and opening', () => {
    const path = join(folder, 'store.sqlite');
    const first = openStoreDatabase(path);
    const connection = {
      id: 'c1',
      kind: 'juliabase' as const,
      name: 'Lab',
      url: 'http://x/',
      user: 'u',
      options: { pathRules: [] },
      isDemo: false,
    };
    first.putConnection(connection);
    first.putSetting('theme', { dark: true });
    first.insertJob(job);
    expect(first.updateJob('j1', { status: 'running', checkpoint: { at: 2 }, done: 2 })).toBe(true);
    expect(first.updateJob('gone', { status: 'running' })).toBe(false);
    first.addUndo({ id: 'u1', connectionId: 'c1', payload: { added: [1] }, createdMs: 1 });
    first.close();

    const second = openStoreDatabase(path);
    expect(second.listConnections()).toEqual([connection]);
    expect(second.getSetting('theme')).toEqual({ dark: true });
    expect(second.getSetting('none')).toBeUndefined();
    expect(second.listJobs()).toEqual([{ ...job, status: 'running', checkpoint: { at: 2 }, done: 2 }]);
    expect(second.listUndo('c1')).toEqual([{ id: 'u1', connectionId: 'c1', payload: { added: [1] }, createdMs: 1 }]);
    second.removeUndo('u1');
    second.removeConnection('c1');
    second.removeJob('j1');
    expect([second.listUndo('c1'), second.listConnections(), second.listJobs()]).toEqual([[], [], []]);
    second.close();
  });

  test('keeps queries: names once, past ones newest first, the oldest go', () => {
    const store = openStoreDatabase(join(folder, 'store.sqlite'));
    const saved = { id: 's1', name: 'Newest', serverId: 'jsoc', recordSet: 'a.b[$]', keys: ['T_REC'], savedMs: 1 };
    store.putSavedQuery(saved);
    store.putSavedQuery({ ...saved, name: 'Latest' });
    expect(store.listSavedQueries()).toEqual([{ ...saved, name: 'Latest' }]);
    expect(failureOf(() => store.putSavedQuery({ ...saved, id: 's2', name: 'LATEST' }))).toMatchObject({
      code: 'conflict',
    });
    expect([store.removeSavedQuery('s1'), store.removeSavedQuery('s1')]).toEqual([true, false]);

    const past = {
      id: 'p0',
      serverId: 'jsoc',
      recordSet: 'a.b[0]',
      keys: [],
      count: 4,
      bytes: 9,
      tookMs: 2,
      askedMs: 0,
    };
    for (let at = 0; at < 510; at++)
      store.addPastQuery({ ...past, id: `p${at}`, recordSet: `a.b[${at}]`, askedMs: at });
    store.addPastQuery({ ...past, id: 'again', recordSet: 'a.b[100]', count: 5, askedMs: 999 });
    const kept = store.listPastQueries('jsoc');
    expect(kept).toHaveLength(500);
    expect(kept[0]).toEqual({ ...past, id: 'p100', recordSet: 'a.b[100]', count: 5, askedMs: 999 });
    expect(kept.at(-1)?.id).toBe('p10');
    expect(store.listPastQueries('kis')).toEqual([]);
    store.removePastQueries('jsoc', 'p100');
    expect(store.listPastQueries('jsoc')[0]?.id).toBe('p509');
    store.removePastQueries('jsoc', null);
    expect(store.listPastQueries('jsoc')).toEqual([]);
    store.close();
  });

  test('refuses a schema of a newer version and leaves the file alone', () => {
    const path = join(folder, 'store.sqlite');
    openStoreDatabase(path).close();
    const raw = new SqliteDatabase(path);
    raw.pragma('user_version = 99');
    raw.close();
    const before = readFileSync(path);
    expect(() => openStoreDatabase(path)).toThrow(/newer Quarry/);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('names its failures', () => {
    const path = join(folder, 'store.sqlite');
    const store = openStoreDatabase(path);
    store.insertJob(job);
    expect(failureOf(() => store.insertJob(job))).toMatchObject({ code: 'conflict' });
    store.close();
    expect(failureOf(() => store.listJobs())).toMatchObject({
      code: 'storage',
      message: expect.stringContaining(path),
    });
    writeFileSync(path, 'not a database '.repeat(100));
    expect(failureOf(() => openStoreDatabase(path))).toMatchObject({ code: 'storage' });
    expect(readFileSync(path, 'utf8')).toBe('not a database '.repeat(100));
  });
});

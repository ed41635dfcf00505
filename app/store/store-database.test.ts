import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JobRow, PastQuestionRow, QueryRunRow, SavedQueryRow } from './rows.ts';
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

  test('keeps queries: names once, removed ones until they are dropped', () => {
    const store = openStoreDatabase(join(folder, 'store.sqlite'));
    const question = { serverId: 'jsoc', kind: 'drms.records', recordSet: 'a.b[$]', keys: ['T_REC'] };
    const saved: SavedQueryRow = {
      ...{ id: 's1', name: 'Newest', question, kind: 'drms.records', placeId: 'jsoc', title: 'a.b[$]' },
      ...{ keyColumns: ['T_REC'], schedule: { kind: 'hours', every: 2 }, dueMs: 5, savedMs: 1 },
      ...{ seenRun: null, unseen: 0, problem: null },
    };
    store.putSavedQuery(saved);
    store.putSavedQuery({ ...saved, name: 'Latest' });
    expect(store.listSavedQueries()).toEqual([{ ...saved, name: 'Latest' }]);
    expect(failureOf(() => store.putSavedQuery({ ...saved, id: 's2', name: 'LATEST' }))).toMatchObject({
      code: 'conflict',
    });
    expect([store.setSavedQueryRemoved('s1', 7), store.setSavedQueryRemoved('s1', 8)]).toEqual([true, false]);
    expect([store.listSavedQueries(), store.removedQueries()]).toEqual([[], ['s1']]);
    expect([store.setSavedQueryRemoved('s1', null), store.setSavedQueryRemoved('s1', null)]).toEqual([true, false]);
    const run: QueryRunRow = {
      ...{ id: 'r1', queryId: 's1', tableId: 't', asOfMs: 1, askedMs: 2, tookMs: 3, rows: 4, bytes: 5 },
      ...{ changes: null, removedMs: null },
    };
    store.putQueryRun(run);
    store.putQueryRun({ ...run, id: 'r2', askedMs: 9 });
    store.putQueryRun({ ...run, changes: { came: 1 }, removedMs: 8 });
    expect(store.listQueryRuns()).toEqual([
      { ...run, id: 'r2', askedMs: 9 },
      { ...run, changes: { came: 1 }, removedMs: 8 },
    ]);
    store.dropQueryRun('r2');
    store.dropSavedQuery('s1');
    expect([store.listQueryRuns().length, store.listSavedQueries()]).toEqual([1, []]);
    store.close();
  });

  test('keeps past questions once each, newest first, found by words and places; the oldest go', () => {
    const store = openStoreDatabase(join(folder, 'store.sqlite'));
    const past = (at: number): PastQuestionRow => ({
      ...{ id: `p${at}`, question: { kind: 'sql', statement: `SELECT ${at}` }, kind: 'sql', placeId: 'here' },
      ...{ title: `SELECT ${at}`, rows: 4, bytes: 9, tookMs: 2, asOfMs: at, askedMs: at },
    });
    for (let at = 0; at < 5010; at++) store.addPastQuestion(past(at));
    store.addPastQuestion({ ...past(100), id: 'again', rows: 5, askedMs: 9999 });
    const all = { words: [], kinds: ['sql'], placeId: null, limit: 2 };
    const kept = store.listPastQuestions(all);
    expect(kept.total).toBe(5000);
    expect(kept.rows).toEqual([{ ...past(100), rows: 5, askedMs: 9999 }, past(5009)]);
    const found = (word: string, placeIds: string[]) =>
      store.listPastQuestions({ ...all, words: [{ word, placeIds }] });
    expect(found('select 500', []).total).toBe(11);
    expect(found('lab', ['here']).total).toBe(5000);
    expect(found('lab', []).total).toBe(0);
    expect(store.listPastQuestions({ ...all, kinds: ['mining'] }).total).toBe(0);
    const removed = store.removePastQuestions('p100', null);
    expect(removed).toEqual([{ ...past(100), rows: 5, askedMs: 9999 }]);
    store.restorePastQuestions(removed);
    expect(store.listPastQuestions(all)).toEqual(kept);
    store.addPastQuestion({ ...past(5009), askedMs: 99_999 });
    store.restorePastQuestions([past(5009)]);
    expect(store.listPastQuestions(all).rows[0]?.askedMs).toBe(99_999);
    store.removePastQuestions('p100', null);
    expect(store.listPastQuestions({ ...all, placeId: 'here' }).rows[0]?.id).toBe('p5009');
    store.removePastQuestions(null, 'there');
    expect(store.listPastQuestions(all).total).toBe(4999);
    store.removePastQuestions(null, null);
    expect(store.listPastQuestions(all).total).toBe(0);
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

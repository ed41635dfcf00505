import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { JobRow } from './rows.ts';
import { openStoreDatabase, takeWriterLock } from './store-database.ts';

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

  test('migration 1 makes the tables and the index that the job list uses', () => {
    const path = join(folder, 'store.sqlite');
    openStoreDatabase(path).close();
    const raw = new SqliteDatabase(path);
    const plan = raw
      .prepare("EXPLAIN QUERY PLAN SELECT id FROM jobs WHERE status = 'queued' ORDER BY created_ms")
      .all();
    expect(JSON.stringify(plan)).toContain('jobs_by_status');
    expect(() => raw.exec("UPDATE jobs SET status = 'x'")).not.toThrow();
    raw.close();
  });

  test('refuses a schema of a newer version and leaves the file alone', () => {
    const path = join(folder, 'store.sqlite');
    openStoreDatabase(path).close();
    const raw = new SqliteDatabase(path);
    raw.pragma('user_version = 99');
    raw.close();
    expect(() => openStoreDatabase(path)).toThrow(/newer Quarry/);
  });
});

describe('the writer lock', () => {
  test('is held by one process at a time and freed by the system when that is killed', async () => {
    const path = join(folder, 'lock.sqlite');
    const script = `import('${new URL('./store-database.ts', import.meta.url).href}').then((m) => { globalThis.lock = m.takeWriterLock(${JSON.stringify(path)}); process.stdout.write('held'); setInterval(() => {}, 1000); })`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    await once(child.stdout, 'data');
    expect(() => takeWriterLock(path)).toThrow(/Another Quarry/);
    child.kill('SIGKILL');
    await once(child, 'exit');
    takeWriterLock(path).release();
  });
});

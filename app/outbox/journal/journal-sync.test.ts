import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { freshProgress } from '../fresh-progress.ts';
import { Journal } from './journal.ts';

const synced = vi.hoisted(() => ({ count: 0 }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return {
    ...fs,
    fdatasyncSync: (file: number) => {
      fs.fdatasyncSync(file);
      synced.count += 1;
    },
  };
});

test('every commit is synced before its call returns, so that “sending” outlives a power cut', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quarry-journal-'));
  const journal = new Journal(folder, () => 0);
  const order = {
    ...{ id: 'a', kind: 'test', connectionId: 'lab', title: 'a', target: 'b', marker: null, lookFirst: false },
    ...{ subject: null, files: [], createdMs: 0 },
  };
  const before = synced.count;
  journal.putOutbox({ items: [{ order, payload: null }] });
  expect(synced.count).toBe(before + 1);
  journal.saveOutboxProgress('a', { ...freshProgress(0), state: 'sending', attempts: 1 });
  expect(synced.count).toBe(before + 2);
  journal.close();
  rmSync(folder, { recursive: true });
});

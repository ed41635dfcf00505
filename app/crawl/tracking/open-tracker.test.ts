import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FileRecord } from './file-record.ts';
import { openTracker } from './open-tracker.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-tracker-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const record: FileRecord = {
  ...{ path: 'a/1.dat', judged: { size: 1, mtimeMs: 5.25 }, sha256: 'ab', state: 'done', reason: null, itemId: 'i' },
  ...{ target: 'S1', tries: 0, retryAtMs: null, fresh: null, goneMs: null, mayRepeat: false, mayEdit: false },
};
const kept = { path: record.path, record, takes: false, edits: null, movedFrom: null, forgets: null };

test('a record comes back as it was kept', () => {
  const path = join(folder, 'crawl.sqlite');
  openTracker({ path }).keepFiles('lab', [kept]);
  expect(openTracker({ path }).getFile('lab', 'a/1.dat')).toEqual(record);
});

test('a trial keeps nothing', () => {
  const path = join(folder, 'crawl.sqlite');
  openTracker({ path }).keepFiles('lab', [kept]);
  const trial = openTracker({ path, isTrial: true });
  trial.keepFiles('lab', [{ ...kept, record: { ...record, state: 'skipped' } }]);
  expect(trial.getFile('lab', 'a/1.dat')?.state).toBe('skipped');
  expect(openTracker({ path }).getFile('lab', 'a/1.dat')?.state).toBe('done');
});

test('damage that a call meets costs that call only', () => {
  const path = join(folder, 'crawl.sqlite');
  openTracker({ path }).keepFiles('lab', [kept]);
  const database = new SqliteDatabase(path);
  // The files are claimed to lie where a table of another make lies.
  database.unsafeMode().pragma('writable_schema = ON');
  database.exec(
    "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'crawlers') WHERE name = 'files'",
  );
  database.close();
  const tracker = openTracker({ path });
  expect(() => tracker.getFile('lab', 'a/1.dat')).toThrow(
    expect.objectContaining({ code: 'storage', retryable: true }),
  );
  expect(tracker.knowsFiles('lab')).toBe(false);
  tracker.keepFiles('lab', [kept]);
  expect(tracker.getFile('lab', 'a/1.dat')).toEqual(record);
});

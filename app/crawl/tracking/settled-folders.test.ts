import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CrawlLab } from '../../testing/crawl-lab.ts';
import { FileTable } from './file-table.ts';

const hour = 3_600_000;
let lab: CrawlLab;
beforeEach(async () => {
  lab = new CrawlLab();
  for (const path of ['a/1.dat', 'a/2.txt', 'b/3.dat']) lab.write(path, path);
  lab.pass(hour);
  await lab.run();
});
afterEach(() => {
  vi.restoreAllMocks();
  lab.close();
});

/** Folders whose rows are read by a run. */
async function comparedBy(change: Parameters<CrawlLab['run']>[0] = {}): Promise<string[]> {
  const rows = vi.spyOn(FileTable.prototype, 'slimRows');
  await lab.run(change);
  const folders = rows.mock.calls.map(([, folder]) => folder);
  rows.mockRestore();
  return folders.toSorted();
}

test('a folder that is as it was costs one comparison, from the second look on', async () => {
  expect(await comparedBy()).toEqual(['a', 'b']);
  expect(await comparedBy()).toEqual([]);
});

test('a change of a file, of what is known of it, or of the patterns is seen in its folder', async () => {
  await lab.run();
  utimesSync(join(lab.root, 'a/1.dat'), lab.nowMs / 1000, lab.nowMs / 1000);
  expect(await comparedBy()).toEqual(['a']);
  lab.pass(hour);
  await lab.run();
  await lab.run();
  expect(await comparedBy()).toEqual([]);

  rmSync(join(lab.root, 'b/3.dat'));
  expect(await comparedBy()).toEqual(['b']);
  expect(lab.tracker.filesOf('lab', 'gone').map(({ path }) => path)).toEqual(['b/3.dat']);
  await lab.run();
  expect(await comparedBy({ crawler: { files: ['**/*.dat', '**/*.txt'] } })).toEqual(['', 'a', 'b']);
  expect(lab.tracker.getFile('lab', 'a/2.txt')?.state).toBe('done');
});

test('a folder is compared as long as anything in it waits', async () => {
  await lab.run();
  writeFileSync(join(lab.root, 'b/4.dat'), 'growing');
  lab.touch('b/4.dat');
  expect(await comparedBy()).toEqual(['b']);
  expect(await comparedBy()).toEqual(['b']);
  lab.pass(hour);
  await lab.run();
  expect(lab.tracker.getFile('lab', 'b/4.dat')?.state).toBe('done');
});

import { appendFileSync, chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CrawlLab } from '../testing/crawl-lab.ts';
import { UnfitFile } from './recipe/template.ts';

const hour = 3_600_000;
let lab: CrawlLab;
beforeEach(() => {
  lab = new CrawlLab();
});
afterEach(() => lab.close());

describe('files', () => {
  test('of former times are taken by the first run, and then left alone', async () => {
    lab.write('a/1.dat', 'one');
    lab.write('a/b/2.dat', 'two');
    lab.write('a/notes.txt', 'no data');
    lab.pass(hour);
    expect(await lab.run()).toMatchObject({
      files: 2,
      queued: 2,
      outcomes: { 'a/1.dat': 'queued', 'a/b/2.dat': 'queued' },
    });
    expect(await lab.run()).toMatchObject({ files: 2, queued: 0, outcomes: {} });
    expect(lab.tracker.filesOf('lab', 'done').map(({ path }) => path)).toEqual(['a/1.dat', 'a/b/2.dat']);
  });

  test('that are young wait until they have been quiet for long enough', async () => {
    lab.write('1.dat', 'one');
    expect(await lab.run()).toMatchObject({ queued: 0, young: 1 });
    lab.pass(30_000);
    lab.write('1.dat', 'one and more');
    expect(await lab.run()).toMatchObject({ queued: 0, young: 1 });
    lab.pass(50_000);
    expect(await lab.run()).toMatchObject({ queued: 0, young: 1 });
    lab.pass(20_000);
    expect(await lab.run()).toMatchObject({ queued: 1, young: 0 });
  });

  test('with a time ahead of ours count by our own looks', async () => {
    lab.pass(24 * hour);
    lab.write('1.dat', 'one');
    lab.pass(-24 * hour);
    expect(await lab.run()).toMatchObject({ queued: 0, young: 1 });
    lab.pass(61_000);
    expect(await lab.run()).toMatchObject({ queued: 1 });
  });

  test('wait again when the clock was set back', async () => {
    lab.write('1.dat', 'one');
    await lab.run();
    lab.pass(-24 * hour);
    expect(await lab.run()).toMatchObject({ queued: 0, young: 1 });
    lab.pass(61_000);
    expect(await lab.run()).toMatchObject({ queued: 1 });
  });

  test('that are touched are read and not sent again', async () => {
    await taken('1.dat', 'one');
    lab.touch('1.dat');
    lab.pass(hour);
    expect(await lab.run()).toMatchObject({ queued: 0, outcomes: { '1.dat': 'same' } });
    expect(await lab.run()).toMatchObject({ outcomes: {} });
  });

  test('that change are sent anew, or ask, as the crawler says; back at the old content they are done', async () => {
    await taken('1.dat', 'one');
    await taken('2.dat', 'two');
    lab.write('1.dat', 'other');
    lab.pass(hour);
    expect(await lab.run()).toMatchObject({ queued: 1, outcomes: { '1.dat': 'queued' } });
    lab.write('2.dat', 'more');
    lab.pass(hour);
    expect(await lab.run({ crawler: { changed: 'ask' } })).toMatchObject({ queued: 0, outcomes: { '2.dat': 'asks' } });
    lab.write('1.dat', 'one');
    lab.pass(hour);
    expect(await lab.run()).toMatchObject({ queued: 0, outcomes: { '1.dat': 'same' } });
    lab.write('2.dat', 'still more');
    lab.pass(hour);
    expect(await lab.run({ crawler: { changed: 'ask' } })).toMatchObject({ queued: 0, outcomes: { '2.dat': 'asks' } });
    expect(lab.sink.items.size).toBe(3);
  });

  test('that are moved are followed, those of another sample ask', async () => {
    await taken('S1/1.dat', 'one');
    await taken('S1/2.dat', 'two');
    mkdirSync(join(lab.root, 'S2'));
    renameSync(join(lab.root, 'S1/1.dat'), join(lab.root, 'S1/3.dat'));
    renameSync(join(lab.root, 'S1/2.dat'), join(lab.root, 'S2/2.dat'));
    lab.pass(hour);
    const map = lab.crawler().map;
    const bySample = {
      map: async (file: Parameters<typeof map>[0]) => ({ ...(await map(file)), sample: file.path.slice(0, 2) }),
    };
    expect(await lab.run({ crawler: bySample })).toMatchObject({
      ...{ queued: 0, moved: 1, asks: 1, gone: 2 },
      outcomes: { 'S1/3.dat': 'moved', 'S2/2.dat': 'asks' },
    });
    expect(lab.tracker.getFile('lab', 'S2/2.dat')?.reason).toContain('S1/2.dat for S1');
    expect(lab.tracker.getFile('lab', 'S1/1.dat')).toBeUndefined();
  });

  test('with the content of another ask; the answer is kept', async () => {
    await taken('1.dat', 'one');
    lab.copy('1.dat', '2.dat');
    lab.copy('1.dat', '3.dat');
    lab.pass(hour);
    expect(await lab.run()).toMatchObject({ queued: 0, asks: 2 });
    lab.tracker.answerFile('lab', '2.dat', 'take');
    lab.tracker.answerFile('lab', '3.dat', 'skip');
    expect(await lab.run()).toMatchObject({ queued: 1, outcomes: { '2.dat': 'queued' } });
    expect(await lab.run()).toMatchObject({ outcomes: {} });
    expect(lab.tracker.filesOf('lab', 'skipped').map(({ path }) => path)).toEqual(['3.dat']);
  });

  test('with one content in one run: the first is taken, the others ask', async () => {
    for (const name of ['1', '2', '3']) lab.write(`${name}.dat`, 'one');
    lab.pass(hour);
    expect(await lab.run()).toMatchObject({ queued: 1, asks: 2 });
  });

  test('that are removed and come back are not sent again', async () => {
    await taken('1.dat', 'one');
    rmSync(join(lab.root, '1.dat'));
    expect(await lab.run()).toMatchObject({ files: 0, gone: 1 });
    lab.write('1.dat', 'one');
    lab.pass(hour);
    expect(await lab.run()).toMatchObject({ queued: 0, outcomes: { '1.dat': 'same' } });
  });
});

describe('invalid files', () => {
  const unfit = {
    map: (): never => {
      throw new UnfitFile('It is not complete.');
    },
  };

  test('are kept with their reason and read again at growing pauses, at most a day', async () => {
    lab.write('1.dat', 'half');
    lab.pass(hour);
    await lab.run({ crawler: unfit });
    const pauses: number[] = [];
    for (let round = 0; round < 12; round++) {
      const { retryAtMs, reason } = lab.tracker.getFile('lab', '1.dat') ?? {};
      expect(reason).toBe('It is not complete.');
      pauses.push(((retryAtMs ?? 0) - lab.nowMs) / 60_000);
      lab.nowMs = (retryAtMs ?? 0) - 1;
      expect(await lab.run({ crawler: unfit })).toMatchObject({ outcomes: {} });
      lab.pass(1);
      expect(await lab.run({ crawler: unfit })).toMatchObject({ outcomes: { '1.dat': 'invalid' } });
    }
    expect(pauses.slice(0, 9)).toEqual([10, 20, 40, 80, 160, 320, 640, 1280, 1440]);
    expect(pauses.at(-1)).toBe(1440);
    lab.pass(25 * hour);
    expect(await lab.run()).toMatchObject({ queued: 1 });
  });

  test('are read at once when they change', async () => {
    lab.write('1.dat', 'half');
    lab.pass(hour);
    await lab.run({ crawler: unfit });
    lab.write('1.dat', 'half, and the rest');
    lab.pass(61_000);
    expect(await lab.run()).toMatchObject({ queued: 1 });
  });

  test('of unknown samples wait for them', async () => {
    lab.write('1.dat', 'one');
    lab.pass(hour);
    const samples = { find: async () => new Map([['S1', 'There is no sample S1 at Lab.']]) };
    expect(await lab.run({ parts: { samples } })).toMatchObject({ invalid: 1 });
    expect(lab.tracker.getFile('lab', '1.dat')?.reason).toBe('There is no sample S1 at Lab.');
  });

  test('that may not be read are named, and their folders forget nothing', async () => {
    await taken('a/1.dat', 'one');
    lab.write('2.dat', 'two');
    lab.pass(hour);
    chmodSync(join(lab.root, 'a'), 0o000);
    try {
      const run = await lab.run();
      // Whoever may read everything sees no problem.
      if (process.getuid?.() !== 0) expect(run.problems).toEqual(['The folder a cannot be read (EACCES).']);
      expect(run).toMatchObject({ queued: 1, gone: 0 });
    } finally {
      chmodSync(join(lab.root, 'a'), 0o755);
    }
  });
});

describe('a run', () => {
  test('without its folder ends with a remedy, and nothing is forgotten', async () => {
    await taken('1.dat', 'one');
    renameSync(lab.root, `${lab.root}-away`);
    await expect(lab.run()).rejects.toMatchObject({ code: 'not-found', remedy: expect.stringContaining('drive') });
    renameSync(`${lab.root}-away`, lab.root);
    expect(await lab.run()).toMatchObject({ gone: 0, outcomes: {} });
  });

  test('that ends between outbox and table takes the item over', async () => {
    await handedOverThenKilled('1.dat', 'one');
    await lab.run();
    expect(lab.sink.items.size).toBe(1);
    expect(lab.tracker.filesOf('lab', 'done')).toHaveLength(1);
  });

  test('that ends between outbox and table is remembered, also when its file is another one meanwhile', async () => {
    await handedOverThenKilled('1.dat', 'one');
    renameSync(join(lab.root, '1.dat'), join(lab.root, '2.dat'));
    lab.write('1.dat', 'another');
    lab.pass(hour);
    expect(await lab.run()).toMatchObject({ outcomes: { '1.dat': 'queued', '2.dat': 'moved' } });
    expect(lab.sink.items.size).toBe(2);
  });

  test('on a table that was lost knows what was sent, and what is sent again has the same marks', async () => {
    await taken('1.dat', 'one');
    await taken('2.dat', 'two');
    lab.forget();
    lab.copy('1.dat', '3.dat');
    lab.pass(hour);
    expect(await lab.run()).toMatchObject({ queued: 0, asks: 1, outcomes: { '3.dat': 'asks' } });
    const ids = new Set(lab.sink.items.keys());
    lab.forget();
    lab.sink.items.clear();
    lab.sink.kept.clear();
    rmSync(join(lab.root, '3.dat'));
    expect(await lab.run()).toMatchObject({ queued: 2 });
    expect(new Set(lab.sink.items.keys())).toEqual(ids);
  });

  test('with a damaged table begins a new one', async () => {
    await taken('1.dat', 'one');
    writeFileSync(lab.databasePath, 'no database at all, but long enough to be one'.repeat(100));
    rmSync(`${lab.databasePath}-wal`, { force: true });
    lab.reopen();
    expect(await lab.run()).toMatchObject({ queued: 0 });
    expect(lab.sink.items.size).toBe(1);
  });

  test('leaves a file that grows while it is read for later', async () => {
    lab.write('1.dat', 'one');
    lab.pass(hour);
    const { readFiles } = lab.parts();
    const growing = async (requests: Parameters<typeof readFiles>[0]): ReturnType<typeof readFiles> => {
      appendFileSync(join(lab.root, '1.dat'), ' more');
      return readFiles(requests);
    };
    expect(await lab.run({ parts: { readFiles: growing } })).toMatchObject({ queued: 0 });
    lab.touch('1.dat');
    expect(await lab.run()).toMatchObject({ queued: 0, young: 1 });
    lab.pass(hour);
    expect(await lab.run()).toMatchObject({ queued: 1 });
  });
});

/** The outbox has the item, the table does not know it. */
async function handedOverThenKilled(path: string, content: string): Promise<void> {
  lab.write(path, content);
  lab.pass(hour);
  const { tracker } = lab.parts();
  const keepFiles = async (): Promise<never> => {
    throw new Error('killed');
  };
  await expect(lab.run({ parts: { tracker: { ...tracker, keepFiles } } })).rejects.toThrow('killed');
  lab.reopen();
}

async function taken(path: string, content: string): Promise<void> {
  lab.write(path, content);
  lab.pass(hour);
  expect(await lab.run()).toMatchObject({ outcomes: { [path]: 'queued' } });
}

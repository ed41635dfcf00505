import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../contract/app-error.ts';
import type { Crawler } from '../../crawl/crawler.ts';
import type { CrawlerRow } from '../../store/crawler-rows.ts';
import { testCrawler } from '../../testing/crawl-lab.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { DueTimer } from '../due-timer.ts';
import { type KnownCrawlerParts, KnownCrawlers } from './known-crawlers.ts';

const minuteMs = 60_000;
let clock: FakeClock;
let rows: Map<string, CrawlerRow>;
let runs: string[];
let problems: string[];
let timer: DueTimer | undefined;

beforeEach(() => {
  clock = new FakeClock();
  [rows, runs, problems] = [new Map(), [], []];
});
afterEach(() => timer?.close());

/** As after a start on a computer; every run ends at once. */
function start(computer = 'lab-pc'): KnownCrawlers {
  const jobs: KnownCrawlerParts['jobs'] = {
    get: () => {
      throw new AppError('not-found', 'There is no such job.');
    },
    openInputs: () => [],
    resume: async () => undefined,
    enqueue: async (_kind, input) => {
      // The only input there is.
      const { file } = input as { file: string };
      runs.push(`${file} at minute ${Math.round(clock.nowMs() / minuteMs) - startMinute}`);
      return `job-${runs.length}`;
    },
  };
  const crawlers = new KnownCrawlers({
    rows: {
      listCrawlers: async () => [...rows.values()],
      getCrawler: async (file) => rows.get(file),
      putCrawler: async (row) => void rows.set(row.file, row),
      removeCrawler: async (file) => rows.delete(file),
    },
    runs: {
      load: async (file): Promise<Crawler> => {
        if (file.includes('broken')) throw new AppError('invalid-input', 'The file is broken.');
        return testCrawler('/files', { name: file });
      },
      // Asked by the list alone.
      workers: {} as KnownCrawlerParts['runs']['workers'],
    },
    ...{ jobs, computer, nowMs: () => clock.nowMs() },
  });
  const onProblem = (error: unknown, file?: string): void =>
    void problems.push(`${file}: ${error instanceof Error ? error.message : ''}`);
  timer = new DueTimer({
    nextDueMs: () => crawlers.nextDueMs(),
    runDue: () => crawlers.runDue(onProblem),
    ...{ clock, onProblem },
  });
  return crawlers;
}
let startMinute = 0;
beforeEach(() => {
  startMinute = Math.round(clock.nowMs() / minuteMs);
});

test('a planned crawler runs every so many minutes, and one run makes up for what was missed', async () => {
  const crawlers = start();
  await crawlers.plan('a', { kind: 'every', minutes: 30 });
  timer?.start();
  await clock.advance(65 * minuteMs);
  expect(runs).toEqual(['a at minute 30', 'a at minute 60']);
  await timer?.close();
  await clock.advance(600 * minuteMs);
  start();
  timer?.start();
  await clock.advance(31 * minuteMs);
  expect(runs.slice(2)).toEqual(['a at minute 665', 'a at minute 695']);
});

test('a plan that comes while the timer sleeps is noticed, and one that goes ends the runs', async () => {
  const crawlers = start();
  timer?.start();
  await clock.advance(5 * minuteMs);
  await crawlers.plan('a', { kind: 'every', minutes: 1 });
  timer?.wake();
  await clock.advance(2 * minuteMs);
  expect(runs).toHaveLength(2);
  await crawlers.plan('a', null);
  await clock.advance(10 * minuteMs);
  expect(runs).toHaveLength(2);
});

test('it does not run by itself on another computer before somebody plans it there', async () => {
  await start('lab-pc').plan('a', { kind: 'every', minutes: 10 });
  const moved = start('office-pc');
  timer?.start();
  await clock.advance(60 * minuteMs);
  expect(runs).toEqual([]);
  await moved.plan('a', { kind: 'every', minutes: 10 });
  expect(rows.get('a')).toMatchObject({ computer: 'office-pc', sinceMs: clock.nowMs() });
  await clock.advance(11 * minuteMs);
  expect(runs).toHaveLength(1);
});

test('a crawler that cannot begin is told each time it is due, and the others run', async () => {
  const crawlers = start();
  await crawlers.plan('a', { kind: 'every', minutes: 30 });
  const [row] = [...rows.values()];
  if (row !== undefined) rows.set('broken', { ...row, file: 'broken' });
  timer?.start();
  await clock.advance(65 * minuteMs);
  expect(problems).toEqual(['broken: The file is broken.', 'broken: The file is broken.']);
  expect(runs).toHaveLength(2);
});

test('a run by hand is noted with its computer', async () => {
  const crawlers = start();
  expect(await crawlers.run('a')).toBe('job-1');
  expect(rows.get('a')).toMatchObject({ computer: 'lab-pc', lastJobId: 'job-1', times: null });
  await expect(crawlers.add('broken')).rejects.toMatchObject({ code: 'invalid-input' });
  expect(rows.has('broken')).toBe(false);
});

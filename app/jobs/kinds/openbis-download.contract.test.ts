import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Job } from '../../contract/jobs.ts';
import type { Fault } from '../../demo/openbis/faults.ts';
import { type OpenbisJobsLab, openOpenbisJobsLab, wrongFiles } from '../../testing/openbis-jobs-lab.ts';
import type { LiveDataSet } from './openbis-download.ts';

const fileBytes = 60_000;
const someFiles = 50;
const some = ['original/series/part-01'];
const transfer = '#download$';
let lab: OpenbisJobsLab;
let series = '';
let live: LiveDataSet | undefined;

beforeAll(async () => {
  const onRun = (_: string, one: LiveDataSet) => {
    live = one;
    return () => undefined;
  };
  lab = await openOpenbisJobsLab({ seriesFileBytes: fileBytes }, { onRun });
  series = lab.demo.special.series;
});
afterAll(() => lab.close());
afterEach(() => {
  lab.demo.control.setFaults([]);
  lab.demo.control.change({ dataStoreDown: false, sessionsPerUser: 0 });
  lab.demo.control.clearTraffic();
  live = undefined;
});

async function ended(id: string): Promise<Job> {
  return lab.settled(id);
}

/** Bytes of files that the server has sent. */
function sentBytes(): number {
  const places = Object.entries(lab.demo.control.traffic().paths);
  return places.reduce((sum, [place, { bytes }]) => sum + (/#download$/.test(place) ? bytes : 0), 0);
}

it('brings all files, tells how far it is in bytes, and a second job for the same folder fetches nothing', async () => {
  const folder = lab.folder();
  const id = await lab.download(series, { folder, paths: some });
  const job = await ended(id);
  const target = join(folder, series);
  expect(job).toMatchObject({
    ...{ status: 'succeeded', phase: 'Done', done: someFiles, total: someFiles, unit: 'files' },
    result: {
      ...{ permId: series, folder: target, files: someFiles, verified: someFiles, failed: 0, missing: 0 },
      bytes: someFiles * fileBytes,
    },
  });
  expect(live?.progress()).toMatchObject({ bytesBefore: 0, bytes: someFiles * fileBytes });
  expect(await wrongFiles(lab.client(), series, target, some)).toEqual([]);
  expect(existsSync(join(target, 'manifest.json'))).toBe(true);
  expect(lab.engine.detail(id).checkpoint).toMatchObject({ files: someFiles, bytes: someFiles * fileBytes });

  lab.demo.control.clearTraffic();
  const again = await ended(await lab.download(series, { folder, paths: some }));
  expect(again.result).toEqual(job.result);
  expect(sentBytes()).toBe(0);
});

it('paused in the middle it keeps what came, and goes on with what is missing', async () => {
  const folder = lab.folder();
  const id = await lab.download(series, {
    folder,
    paths: ['00', '01', '02'].map((part) => `original/series/part-${part}`),
  });
  await expect.poll(() => live?.progress().bytes ?? 0, { timeout: 20_000 }).toBeGreaterThan(2_000_000);
  await lab.engine.pause(id);
  expect(lab.engine.get(id).status).toBe('paused');
  const before = sentBytes();
  await lab.engine.resume(id);
  expect(await ended(id)).toMatchObject({ status: 'succeeded', result: { verified: 150 } });
  expect(sentBytes() - before).toBeLessThan(150 * fileBytes - 1_000_000);
  expect(live?.progress().bytesBefore).toBeGreaterThan(1_000_000);
});

it.each<[string, Fault[]]>([
  ['answers that break off', [{ name: 'drop', path: transfer, count: 4, every: 2, offset: 100_000 }]],
  ['corrupt pieces', [{ name: 'badpayload', path: transfer, count: 4, every: 2 }]],
  ['no stream free', [{ name: 'nostreams', path: '#startDownloadSession', count: 2 }]],
  ['a burst of 502', [{ name: 'http', path: transfer, count: 3 }]],
  ['a session that has ended', [{ name: 'expire', path: '#(startDownloadSession|download)$', count: 2, every: 2 }]],
])('with %s all files are right', async (_, faults) => {
  const folder = lab.folder();
  lab.demo.control.setFaults(faults);
  const job = await ended(await lab.download(series, { folder, paths: some }));
  expect(job).toMatchObject({ status: 'succeeded', result: { failed: 0 } });
});

it('waits while the data store is down, and goes on by itself', async () => {
  lab.demo.control.change({ dataStoreDown: true });
  const id = await lab.download(lab.demo.special.parent);
  await expect
    .poll(() => lab.engine.get(id), { timeout: 20_000 })
    .toMatchObject({
      ...{ status: 'waiting', error: { message: expect.any(String) } },
    });
  lab.demo.control.change({ dataStoreDown: false });
  await expect.poll(() => lab.engine.get(id).status, { timeout: 20_000 }).toBe('succeeded');
});

it('files that fail are told and stop no others; tried again, they come', async () => {
  lab.demo.control.setFaults([{ name: 'wrongcrc', path: '#searchFiles' }]);
  const id = await lab.download(lab.demo.special.parent);
  const first = await ended(id);
  expect(first).toMatchObject({
    status: 'succeeded',
    result: { failed: 2, failure: expect.stringContaining('CRC-32') },
  });
  await lab.engine.again(id, lab.engine.detail(id).checkpoint);
  expect(await ended(id)).toMatchObject({ result: { failed: 0, verified: 2 } });
});

it('of data in the archive asks whether to have it fetched back', async () => {
  const { archived } = lab.demo.special;
  const left = await ended(await lab.download(archived));
  expect(left).toMatchObject({ status: 'needs-you', question: { text: expect.stringContaining('archive') } });
  await lab.engine.answer(left.id, 'leave');
  await expect.poll(() => lab.engine.get(left.id).status, { timeout: 20_000 }).toBe('cancelled');

  const wanted = await ended(await lab.download(archived));
  await lab.engine.answer(wanted.id, 'fetch-back');
  // The clock of the server leaps.
  await expect.poll(() => lab.engine.get(wanted.id).status, { timeout: 20_000 }).toBe('waiting');
  await lab.clock.sleep(60_000);
  await expect.poll(() => lab.engine.get(wanted.id).status, { timeout: 10_000 }).toBe('succeeded');
});

it.each([
  ['linked data', () => lab.demo.special.linked, {}, 'unsupported', 'linked data'],
  ['a dataset that is not there', () => '20990101000000000-1', {}, 'not-found', '20990101000000000-1'],
  ['a file that is not there', () => series, { paths: ['original/nowhere'] }, 'not-found', 'original/nowhere'],
])('of %s fails with the reason', async (_, permId, more, code, words) => {
  const job = await ended(await lab.download(permId(), more));
  expect(job).toMatchObject({ status: 'failed', error: { code, message: expect.stringContaining(words) } });
});

it('a folder that is a link waits with the reason and writes nowhere else', async () => {
  const folder = lab.folder();
  const elsewhere = lab.folder();
  mkdirSync(join(folder, series));
  symlinkSync(elsewhere, join(folder, series, 'original'));
  const id = await lab.download(series, { folder });
  await expect
    .poll(() => lab.engine.get(id), { timeout: 10_000 })
    .toMatchObject({
      ...{ status: 'waiting', error: { code: 'storage', message: expect.stringContaining('link') } },
    });
  await lab.engine.cancel(id);
  expect(existsSync(join(elsewhere, 'series'))).toBe(false);
});

it('waits for a login after a refused password, and goes on when somebody has logged in', async () => {
  const stranger = lab.client('demo', { login: { user: 'demo', password: 'wrong' } });
  const other = await openOpenbisJobsLab({}, { clientOf: async () => stranger });
  const id = await other.download(lab.demo.special.parent);
  await expect
    .poll(() => other.engine.get(id), { timeout: 20_000 })
    .toMatchObject({ status: 'waiting', error: { code: 'auth-required' } });
  const asked = lab.demo.control.requests().filter(({ path }) => path.endsWith('#login')).length;
  await other.engine.resume(id);
  await expect.poll(() => other.engine.get(id), { timeout: 20_000 }).toMatchObject({ status: 'waiting', attempt: 2 });
  expect(lab.demo.control.requests().filter(({ path }) => path.endsWith('#login')).length).toBe(asked);
  await stranger.session.logIn({ user: 'demo', password: 'demo' });
  await other.engine.wake(() => true);
  expect(await other.settled(id)).toMatchObject({ status: 'succeeded' });
  await other.close();
});

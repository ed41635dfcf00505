import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Downloads } from '../clients/http/download/api.ts';
import { createDownloads } from '../clients/http/download/downloads.ts';
import type { Transfer } from '../contract/transfers.ts';
import { nodeClock } from '../platform/node/node-clock.ts';
import { type OpenbisJobsLab, openOpenbisJobsLab } from '../testing/openbis-jobs-lab.ts';
import { DataSetTransfers } from './data-set-transfers.ts';

const fileBytes = 60_000;
let lab: OpenbisJobsLab;
let downloads: Downloads;
let transfers: DataSetTransfers;

beforeAll(async () => {
  downloads = createDownloads({ clock: nodeClock, userAgent: 'Quarry/test' });
  lab = await openOpenbisJobsLab(
    { seriesFileBytes: fileBytes },
    { onRun: (jobId, live) => transfers.folders.onRun(jobId, live) },
  );
  transfers = board();
});
afterAll(async () => {
  await lab.close();
  await downloads.close();
});
afterEach(() => lab.demo.control.setFaults([]));

function board(): DataSetTransfers {
  const nameOf = async (id: string): Promise<string> => {
    if (id !== 'lab') throw new Error('no such connection');
    return 'Lab now';
  };
  return new DataSetTransfers({ jobs: lab.engine, downloads, nameOf, nowMs: () => Date.now() });
}

function describe(id: string, on = transfers): Promise<Transfer> {
  return on.describe(lab.engine.get(id));
}

test('tell files and bytes while they come, when it stands still, and how it ended', async () => {
  const { series } = lab.demo.special;
  const folder = lab.folder();
  const id = await lab.download(series, {
    folder,
    paths: ['00', '01', '02'].map((part) => `original/series/part-${part}`),
  });
  await expect.poll(async () => (await describe(id)).bytes.here, { timeout: 20_000 }).toBeGreaterThan(1_000_000);
  expect(await describe(id)).toMatchObject({
    ...{ kind: 'dataset', serverId: 'lab', phase: 'downloading', parts: [], email: null, records: null },
    ...{ files: { total: 150 }, bytes: { expected: 150 * fileBytes }, freeBytes: expect.any(Number) },
  });
  await lab.engine.pause(id);
  const paused = await describe(id);
  expect(paused).toMatchObject({
    ...{ status: 'paused', reason: 'Paused by you; what is here is kept.', files: { total: 150 } },
    bytes: { expected: 150 * fileBytes },
  });
  expect(paused.files.verified).toBeGreaterThan(0);
  await lab.engine.resume(id);
  await lab.settled(id);
  const ended = {
    ...{ status: 'succeeded', phase: 'done', folder: join(folder, series) },
    files: { total: 150, verified: 150, failed: 0, missing: 0, unconfirmed: 0 },
    bytes: { here: 150 * fileBytes, expected: 150 * fileBytes },
    reason: '150 of 150 files are here and verified.',
  };
  expect(await describe(id)).toMatchObject(ended);
  expect(await describe(id, board())).toMatchObject(ended);
  expect(await transfers.servers([await describe(id)])).toEqual([{ kind: 'openbis', id: 'lab', name: 'Lab now' }]);
  await expect(transfers.retryFailed(lab.engine.get(id))).rejects.toMatchObject({ code: 'conflict' });
});

test('files have their names at the server and here, also odd ones', async () => {
  const id = await lab.download(lab.demo.special.oddNames);
  await lab.settled(id);
  const files = await transfers.files(lab.engine.get(id));
  const listed = (await lab.client().dataSets.files(lab.demo.special.oddNames)).filter(({ isFolder }) => !isFolder);
  expect(files.map(({ serverPath }) => serverPath).toSorted()).toEqual(listed.map(({ path }) => path).toSorted());
  expect(files.some(({ name, serverPath }) => name !== serverPath)).toBe(true);
});

test('of a part of a data set only its files count, whatever else lies in the folder', async () => {
  const { series } = lab.demo.special;
  const folder = lab.folder();
  const first = await lab.download(series, { folder, paths: ['original/series/part-00'] });
  await lab.settled(first);
  const second = await lab.download(series, { folder, paths: ['original/series/part-01'] });
  await lab.settled(second);
  for (const id of [first, second]) {
    expect((await describe(id)).files).toMatchObject({ total: 50, verified: 50 });
    expect(await transfers.files(lab.engine.get(id))).toHaveLength(50);
  }
});

test('what failed comes first, with why, and is tried again', async () => {
  lab.demo.control.setFaults([{ name: 'wrongcrc', path: '#searchFiles' }]);
  const id = await lab.download(lab.demo.special.parent);
  await lab.settled(id);
  expect(await describe(id)).toMatchObject({ phase: 'done', files: { total: 2, verified: 0, failed: 2 } });
  expect(await transfers.files(lab.engine.get(id))).toMatchObject([
    { state: 'failed', path: null, message: expect.stringContaining('CRC-32') },
    { state: 'failed' },
  ]);
  await transfers.retryFailed(lab.engine.get(id));
  await expect
    .poll(async () => (await describe(id)).files, { timeout: 20_000 })
    .toMatchObject({ verified: 2, failed: 0 });
});

test('a question of the job is the reason why it stands still', async () => {
  const id = await lab.download(lab.demo.special.archived);
  await lab.settled(id);
  expect(await describe(id)).toMatchObject({ status: 'needs-you', reason: expect.stringContaining('archive') });
});

import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Downloads } from '../clients/http/download/api.ts';
import { createDownloads } from '../clients/http/download/downloads.ts';
import type { JsonValue } from '../contract/app-error.ts';
import type { DrmsServer } from '../contract/drms.ts';
import type { Transfer, TransferEvent, TransferFileState, TransferList } from '../contract/transfers.ts';
import { nodeClock } from '../platform/node/node-clock.ts';
import { type ExportLab, fileTraffic, openExportLab, resultOf } from '../testing/export-lab.ts';
import { DataSetTransfers } from './data-set-transfers.ts';
import { TransferBoard } from './transfer-board.ts';
import { TransferLimits } from './transfer-limits.ts';
import { createTransfersHandlers } from './transfers-service.ts';

const day = 'hmi.V_45s[2016.04.01_00:00:00_TAI/3m]{Dopplergram}';
const nextDay = 'hmi.V_45s[2016.04.02_00:00:00_TAI/3m]{Dopplergram}';
const secondFile = '^SUM.*20160401_000045';
const abilities = { series: true, info: true, query: true, email: true, export: true };
// The board asks for nothing else of it.
const demo = { id: 'demo', name: 'Demo DRMS', url: '', origin: 'demo', abilities, email: null } as DrmsServer;
const calm = { signal: new AbortController().signal };

let lab: ExportLab;
let downloads: Downloads;
let board: TransferBoard;
let limits: TransferLimits;
let kept: Map<string, JsonValue>;
let handlers: ReturnType<typeof createTransfersHandlers>;

beforeEach(async () => {
  kept = new Map();
  limits = await openLimits();
  downloads = createDownloads({
    ...{ clock: nodeClock, userAgent: 'Quarry/test', random: () => 0 },
    limitsOf: (host) => limits.ofHost(host),
    bytesPerSecond: () => limits.bytesPerSecond(),
  });
  lab = await openExportLab({}, { downloads, onRun: (jobId, live) => board.folders.onRun(jobId, live) });
  limits.learn('demo', new URL(lab.demo.url).host);
  join(openBoard());
});
afterEach(async () => {
  await lab.close();
  await downloads.close();
});

function openBoard(): TransferBoard {
  return new TransferBoard({ jobs: lab.engine, downloads, nameOf: async () => demo.name, nowMs: () => Date.now() });
}

function join(next: TransferBoard): void {
  board = next;
  const dataSets = new DataSetTransfers({
    ...{ jobs: lab.engine, downloads, nowMs: () => Date.now() },
    nameOf: async () => 'Lab',
  });
  const servers = { list: async () => [demo], describe: async () => demo, client: async () => lab.client };
  handlers = createTransfersHandlers({ jobs: lab.engine, exports: board, dataSets, limits, downloads, servers });
}

async function openLimits(): Promise<TransferLimits> {
  const settings = {
    getSetting: async (key: string) => kept.get(key),
    putSetting: async (key: string, value: JsonValue) => void kept.set(key, value),
  };
  const made = new TransferLimits({ settings, describe: async () => demo });
  await made.load();
  return made;
}

function list(): Promise<TransferList> {
  return handlers['transfers.list']({}, calm);
}

async function only(): Promise<Transfer> {
  const [transfer] = (await list()).transfers;
  if (transfer === undefined) throw new Error('There is no transfer.');
  return transfer;
}

function files(id: string, states: TransferFileState[] = []) {
  return handlers['transfers.files']({ id, part: null, states, from: 0, count: 100 }, calm);
}

describe('transfers', () => {
  it('tell phase, reason, files and size of each request while it goes its way, and how it ended', async () => {
    lab.demo.control.change({ workingMs: 1500 });
    const id = await lab.start([day, nextDay]);
    await expect
      .poll(async () => (await only()).parts.map(({ phase }) => phase), { timeout: 10_000 })
      .toContain('preparing');
    const [first, second] = (await only()).parts;
    expect(first).toMatchObject({ reason: 'Demo DRMS prepares the files and names no time.', records: 4 });
    expect(second).toMatchObject({
      phase: 'waiting-here',
      reason: `Demo DRMS allows one pending request per address: next starts when ${first?.requestId} is ready.`,
    });
    expect((await list()).servers[0]).toMatchObject({ pending: 1, pendingAllowed: 1, connections: 1 });

    const job = await lab.settled(id);
    const sum = resultOf(job).files.reduce((bytes, file) => bytes + (file.bytes ?? 0), 0);
    expect(await only()).toMatchObject({
      ...{ status: 'succeeded', phase: 'done', records: 8, remainingMs: null },
      files: { total: 8, verified: 8, missing: 0, failed: 0, unconfirmed: 0 },
      bytes: { here: sum, expected: sum },
      reason: '8 of 8 files are here and verified.',
      freeBytes: expect.any(Number),
    });
  });

  it('show files that are on their way, and all of them after', async () => {
    // Whichever file comes second.
    lab.demo.control.setFaults([{ name: 'hang', path: '^SUM', every: 2 }]);
    const id = await lab.start([day]);
    await expect.poll(async () => (await files(id, ['downloading', 'open'])).total, { timeout: 10_000 }).toBe(3);
    expect(await only()).toMatchObject({ phase: 'downloading', files: { total: 4, verified: 1 } });
    expect((await list()).servers[0]).toMatchObject({ connectionsInUse: 1 });
    await lab.engine.pause(id);
    expect(await only()).toMatchObject({ status: 'paused', reason: 'Paused by you; what is here is kept.' });
    await lab.engine.resume(id);
    await lab.settled(id);
    const { total, files: all } = await files(id);
    expect(total).toBe(4);
    expect(all.every(({ state, sha256, path }) => state === 'verified' && sha256 !== null && path !== null)).toBe(true);
    await expect(files('nothing')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('know from the folder what is here when nothing runs, as after a restart', async () => {
    lab.demo.control.setFaults([{ name: 'hang', path: secondFile, count: 100 }]);
    const id = await lab.start([day]);
    await expect.poll(async () => (await only()).files.verified).toBe(1);
    await lab.engine.pause(id);
    join(openBoard());
    expect(await only()).toMatchObject({ status: 'paused', files: { total: 4, verified: 1 } });
    expect((await files(id)).files).toMatchObject([{ state: 'verified', sha256: expect.any(String) }]);
    rmSync(lab.folder, { recursive: true });
    join(openBoard());
    expect((await only()).files.verified).toBe(0);
  });

  it('fetch only what failed when it is retried', async () => {
    lab.demo.control.setFaults([{ name: 'html200', path: secondFile, count: 1000 }]);
    const id = await lab.start([day]);
    await lab.settled(id);
    const before = await only();
    expect(before).toMatchObject({ status: 'succeeded', files: { verified: 3, failed: 1 } });
    expect(before.reason).toMatch(/^3 of 4 files are here and verified\. 1 failed: .*web page/);
    expect((await files(id)).files[0]).toMatchObject({ state: 'failed', path: null });

    lab.demo.control.setFaults([]);
    lab.demo.control.clearTraffic();
    await handlers['transfers.retry-failed']({ id }, calm);
    expect(resultOf(await lab.settled(id)).files.map(({ state }) => state)).toEqual(Array(4).fill('verified'));
    expect(fileTraffic(lab.demo).requests).toBe(1);
    expect(lab.demo.control.requestIds()).toHaveLength(1);
    await expect(handlers['transfers.retry-failed']({ id }, calm)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('ask anew for what was refused or has expired when it is retried', async () => {
    const id = await lab.start(['demo.nothing[]', day]);
    await lab.settled(id);
    expect((await only()).parts[0]).toMatchObject({ phase: 'refused', reason: expect.stringMatching(/series/i) });
    lab.demo.control.expire(lab.demo.control.requestIds()[0] ?? '');
    rmSync((await files(id)).files[0]?.path ?? '');
    await handlers['transfers.retry-failed']({ id }, calm);
    await lab.settled(id);
    expect((await only()).parts.map(({ phase }) => phase)).toEqual(['refused', 'done']);
  });

  it('tell how far an export is that was asked for elsewhere, cancel it, or bring its files', async () => {
    lab.demo.control.change({ workingMs: 200 });
    const asked = await lab.client.export({ recordSet: day, email: 'demo@example.org', method: 'url' });
    const wish = { serverId: 'demo', requestId: asked.id ?? '' };
    const cancel = (requestId: string | null) =>
      handlers['transfers.request.cancel']({ serverId: 'demo', email: 'demo@example.org', requestId }, calm);
    expect(await handlers['transfers.request.status'](wish, calm)).toMatchObject({ state: 'pending', files: [] });
    await expect(cancel('JSOC_20000101_001')).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(wish.requestId),
    });
    await expect.poll(async () => (await handlers['transfers.request.status'](wish, calm)).files.length).toBe(4);
    const { jobId } = await handlers['transfers.request.download']({ ...wish, folder: lab.folder }, calm);
    await lab.settled(jobId);
    expect(await only()).toMatchObject({ email: null, files: { total: 4, verified: 4 }, phase: 'done' });
    expect(await cancel(null)).toEqual({ cancelled: false, requestId: null });

    const next = await lab.client.export({ recordSet: nextDay, email: 'demo@example.org', method: 'url' });
    expect(await cancel(next.id)).toEqual({ cancelled: true, requestId: next.id });
  });

  it('are told live, all of them first, then each change, and all again with new limits', async () => {
    const stop = new AbortController();
    const events: TransferEvent[] = [];
    const watching = (async () => {
      for await (const event of handlers['transfers.watch']({}, { signal: stop.signal })) events.push(event);
    })();
    await expect.poll(() => events.map(({ kind }) => kind)).toEqual(['snapshot']);
    const id = await lab.start([day]);
    await lab.settled(id);
    await expect.poll(() => events.at(-1)).toMatchObject({ kind: 'changed', transfer: { status: 'succeeded' } });
    await handlers['transfers.set-limit']({ serverId: null, bytesPerSecond: 50_000 }, calm);
    const lists = () => events.flatMap((event) => (event.kind === 'snapshot' ? event.list.bytesPerSecond : []));
    await expect.poll(lists).toEqual([null, 50_000]);
    await lab.engine.remove(id);
    await expect.poll(() => events.at(-1)).toMatchObject({ kind: 'removed', id });
    stop.abort();
    await watching;
  });

  it('obey limits at once, keep them, and refuse more connections than a server bears', async () => {
    const set = handlers['transfers.set-limit'];
    await set({ serverId: 'demo', bytesPerSecond: 20_000_000, connections: 3 }, calm);
    await set({ serverId: null, bytesPerSecond: 40_000_000 }, calm);
    const again = await openLimits();
    expect([again.of('demo'), again.bytesPerSecond()]).toEqual([
      { connections: 3, bytesPerSecond: 20_000_000 },
      40_000_000,
    ]);
    expect((await list()).servers[0]).toMatchObject({ connections: 3, bytesPerSecond: 20_000_000, mostConnections: 4 });
    lab.demo.control.setFaults([{ name: 'hang', path: '^SUM', count: 3 }]);
    const id = await lab.start([day]);
    await expect.poll(async () => (await list()).servers[0]).toMatchObject({ connectionsInUse: 3 });
    await lab.engine.cancel(id);

    const jsoc = new TransferLimits({
      settings: { getSetting: async () => undefined, putSetting: async () => undefined },
      describe: async () => ({ name: 'JSOC', origin: 'built-in' }),
    });
    await expect(jsoc.set('jsoc', { connections: 3 })).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

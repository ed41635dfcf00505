import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../../demo/openbis/faults.ts';
import type { Settings } from '../../../demo/openbis/settings.ts';
import { type OpenbisLab, openOpenbisLab } from '../../../testing/openbis-lab.ts';
import type { DataSetDownload, DownloadDataSetOptions, OpenbisClient } from '../index.ts';

/** Two pieces each, the last a short one. */
const fileBytes = 1_300_000;
let lab: OpenbisLab;
let client: OpenbisClient;
let permId: string;
/** Of the series: enough to have several under way. */
let paths: string[];
/** More than comes with the first answers. */
let morePaths: string[];

beforeAll(async () => {
  lab = await openOpenbisLab({ seriesFileBytes: fileBytes, settings: { sessionsPerUser: 0 } });
  client = lab.client();
  permId = lab.demo.special.series;
  const files = await client.dataSets.files(permId);
  morePaths = files
    .filter(({ isFolder }) => !isFolder)
    .slice(0, 40)
    .map(({ path }) => path);
  paths = morePaths.slice(0, 8);
});
afterAll(() => lab.close());
afterEach(() => {
  lab.demo.control.setFaults([]);
  lab.demo.control.change({ apiVersion: '3.7', dataStoreDown: false });
  lab.demo.control.clearTraffic();
});

function download(folder: string, more: Partial<DownloadDataSetOptions> = {}): Promise<DataSetDownload> {
  const wishes = { folder, paths, signal: new AbortController().signal, ...more };
  return client.dataSets.download(permId, wishes);
}

/** A client that has not yet asked which version the server has. */
function downloadWith(settings: Partial<Settings>, folder: string, id = permId): Promise<DataSetDownload> {
  lab.demo.control.change(settings);
  const wishes = { folder, signal: new AbortController().signal };
  return lab.client().dataSets.download(id, id === permId ? { ...wishes, paths } : wishes);
}

/** Every wanted file is there as the server has it, and nothing else but the manifest. */
async function expectRight(folder: string, wanted = paths, id = permId): Promise<void> {
  const truth = new Map((await client.dataSets.files(id)).map((file) => [file.path, file]));
  const root = join(folder, id);
  for (const path of wanted) {
    const bytes = readFileSync(join(root, path));
    expect(crc32(bytes)).toBe(truth.get(path)?.crc32);
    expect(bytes.length).toBe(truth.get(path)?.sizeBytes);
  }
  const found = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((one) =>
    lstatSync(join(root, one)).isFile(),
  );
  expect(found.filter((one) => !/^manifest\.\w+$/.test(one)).toSorted()).toEqual(wanted.toSorted());
}

/** Bytes of files that the server has sent. */
function sentBytes(): number {
  const { paths: places } = lab.demo.control.traffic();
  return Object.entries(places).reduce(
    (sum, [place, { bytes }]) => sum + (/#download$|^\/datastore_server\/\d+-/.test(place) ? bytes : 0),
    0,
  );
}

describe.each(['3.5', '3.6', '3.7'])('a server of version %s', (apiVersion) => {
  it('gives all files, each whole and checked, and a second run asks for none', async () => {
    const folder = lab.folder();
    const result = await downloadWith({ apiVersion }, folder);
    expect(result).toMatchObject({ outcome: 'finished', folder: join(folder, permId) });
    expect(new Set(result.files.map(({ state }) => state))).toEqual(new Set(['verified']));
    expect(result.files.map(({ id }) => id).toSorted()).toEqual(paths.toSorted());
    await expectRight(folder);
    lab.demo.control.clearTraffic();
    expect(await downloadWith({ apiVersion }, folder)).toMatchObject({ outcome: 'finished' });
    expect(sentBytes()).toBe(0);
  });

  it('gives files with odd names, under safe ones', async () => {
    const folder = lab.folder();
    const { oddNames } = lab.demo.special;
    const result = await downloadWith({ apiVersion }, folder, oddNames);
    const truth = (await client.dataSets.files(oddNames)).filter(({ isFolder }) => !isFolder);
    expect(result.files.filter(({ state }) => state === 'verified').length).toBe(truth.length);
    for (const { id, file } of result.files) {
      const bytes = readFileSync(join(result.folder, file ?? ''));
      const told = truth.find(({ path }) => path === id);
      expect(crc32(bytes)).toBe(told?.crc32 ?? 0);
    }
  });
});

describe('a download', () => {
  it('writes a manifest without any token', async () => {
    const folder = lab.folder();
    lab.demo.control.change({ apiVersion: '3.5' });
    const one = lab.client();
    await one.dataSets.download(permId, { folder, paths, signal: new AbortController().signal });
    const token = await one.session.token();
    for (const name of ['manifest.json', 'manifest.jsonl', 'manifest.csv'])
      expect(readFileSync(join(folder, permId, name), 'utf8')).not.toContain(token);
    const { files } = JSON.parse(readFileSync(join(folder, permId, 'manifest.json'), 'utf8'));
    expect(files).toHaveLength(paths.length);
  });

  it('leaves out original/ and DEFAULT/ if wanted, and makes empty files and folders', async () => {
    const folder = lab.folder();
    const { oddNames } = lab.demo.special;
    const { signal } = new AbortController();
    const result = await client.dataSets.download(oddNames, { folder, flatten: true, signal });
    expect(existsSync(join(result.folder, 'original'))).toBe(false);
    expect(existsSync(join(result.folder, 'two words.txt'))).toBe(true);
    const large = await client.dataSets.download(lab.demo.special.large, {
      ...{ folder, paths: ['original/large/empty.txt'], signal },
    });
    expect(large.files).toMatchObject([{ state: 'verified', bytes: 0 }]);
    expect(statSync(join(large.folder, 'original/large/empty.txt')).size).toBe(0);
  });

  it('keeps what the user has changed, and gets what was lost', async () => {
    const folder = lab.folder();
    await download(folder);
    const [changed = '', lost = '', touched = ''] = paths.map((path) => join(folder, permId, path));
    const bytes = readFileSync(changed);
    bytes.writeUInt8(bytes.readUInt8(9) ^ 1, 9);
    writeFileSync(changed, bytes);
    const later = Date.now() / 1000 + 100;
    for (const path of [changed, touched]) utimesSync(path, later, later);
    rmSync(lost);
    lab.demo.control.clearTraffic();
    const { files } = await download(folder);
    expect(readFileSync(changed)).toEqual(bytes);
    expect(files.find(({ id }) => id === paths[0])?.file).toMatch(/-[0-9a-f]{8}\.\w+$/);
    expect(existsSync(lost)).toBe(true);
    expect(sentBytes()).toBeLessThan(2.1 * fileBytes);
  });

  it('takes files over that somebody else has fetched', async () => {
    const folder = lab.folder();
    await download(folder);
    for (const name of ['manifest.json', 'manifest.jsonl', 'manifest.csv']) rmSync(join(folder, permId, name));
    lab.demo.control.clearTraffic();
    expect((await download(folder)).files.every(({ state }) => state === 'verified')).toBe(true);
    expect(sentBytes()).toBe(0);
  });

  it('writes through no link', async () => {
    const folder = lab.folder();
    const elsewhere = lab.folder();
    mkdirSync(join(folder, permId));
    symlinkSync(elsewhere, join(folder, permId, 'original'));
    expect(await download(folder)).toMatchObject({ outcome: 'storage', reason: { code: 'storage' } });
    expect(readdirSync(elsewhere)).toEqual([]);
    const other = lab.folder();
    symlinkSync(elsewhere, join(other, permId));
    await expect(download(other)).rejects.toMatchObject({ code: 'storage' });
  });

  it('of linked or archived data is refused with the reason', async () => {
    const { linked, archived } = lab.demo.special;
    const wishes = { folder: lab.folder(), signal: new AbortController().signal };
    await expect(client.dataSets.download(linked, wishes)).rejects.toMatchObject({
      ...{ code: 'unsupported', message: expect.stringContaining('linked data') },
    });
    await expect(client.dataSets.download(archived, wishes)).rejects.toMatchObject({
      ...{ code: 'conflict', message: expect.stringContaining('archive') },
    });
    await expect(client.dataSets.download('1-1', wishes)).rejects.toMatchObject({ code: 'not-found' });
    await client.dataSets.unarchive([archived]);
    await lab.clock.sleep(60_000);
    expect(await client.dataSets.download(archived, wishes)).toMatchObject({ outcome: 'finished' });
  });

  it.each(['3.5', '3.7'])('keeps to a rate that it shares with others (%s)', async (apiVersion) => {
    lab.demo.control.change({ apiVersion });
    let [spent, atOnce, most] = [0, 0, 0];
    const throttle = {
      async spend(bytes: number) {
        atOnce += 1;
        most = Math.max(most, atOnce);
        await new Promise((resolve) => setImmediate(resolve));
        [spent, atOnce] = [spent + bytes, atOnce - 1];
      },
    };
    const wishes = { folder: lab.folder(), paths, signal: new AbortController().signal };
    await lab.client('demo', { throttle }).dataSets.download(permId, wishes);
    expect(spent).toBe(8 * fileBytes);
    // Each of the four streams waits for its own bytes.
    expect(most).toBeLessThanOrEqual(4);
  });

  it('takes folders for all files below them, and refuses what is not there', async () => {
    const [path = ''] = paths;
    const result = await download(lab.folder(), { paths: [`${path.slice(0, path.lastIndexOf('/'))}/`] });
    expect(result.files).toHaveLength(50);
    await expect(download(lab.folder(), { paths: [path, 'original/nothing'] })).rejects.toMatchObject({
      ...{ code: 'not-found', message: expect.stringContaining('original/nothing') },
    });
  });

  it('tells its progress', async () => {
    const seen: number[] = [];
    let last = { done: 0, total: 0, bytes: 0, totalBytes: 0 };
    await download(lab.folder(), {
      onProgress: (progress) => {
        seen.push(progress.bytes);
        last = progress;
      },
    });
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(last).toMatchObject({ done: 8, total: 8, bytes: 8 * fileBytes, totalBytes: 8 * fileBytes });
  });
});

describe('under faults', () => {
  const transfer = '#download$';
  it.each<[string, Fault[]]>([
    ['lost pieces', [{ name: 'lostchunk', path: transfer, count: 5, every: 2 }]],
    ['pieces with a wrong checksum', [{ name: 'badpayload', path: transfer, count: 3, every: 3 }]],
    ['broken heads of pieces', [{ name: 'badheader', path: transfer, count: 2, every: 4 }]],
    ['one reset in three', [{ name: 'reset', path: transfer, count: 6, every: 3 }]],
    ['answers that break off', [{ name: 'drop', path: transfer, count: 4, every: 3 }]],
    ['answers that end too early', [{ name: 'cut', path: transfer, count: 3, every: 4 }]],
    ['two answers with 502', [{ name: 'http', path: transfer, count: 2 }]],
    ['failures that the server calls passing', [{ name: 'retriable', path: transfer, count: 2 }]],
    ['no stream free at first', [{ name: 'nostreams', path: '#startDownloadSession', count: 2 }]],
    ['a session that ends meanwhile', [{ name: 'expire', path: '#startDownloadSession' }]],
  ])('%s: all files right, without another way', async (_, faults) => {
    const folder = lab.folder();
    lab.demo.control.setFaults(faults);
    expect(await download(folder)).toMatchObject({ outcome: 'finished' });
    lab.demo.control.setFaults([]);
    await expectRight(folder);
    const plain = lab.demo.control.requests().filter(({ method }) => method === 'GET');
    expect(plain).toEqual([]);
  });

  it('a session that is lost between two pieces: the rest comes with a new one', async () => {
    const folder = lab.folder();
    await client.session.token();
    let isExpired = false;
    await download(folder, {
      paths: morePaths,
      onProgress: ({ bytes }) => {
        if (bytes < 5_000_000 || isExpired) return;
        isExpired = true;
        lab.demo.control.expireSessions('demo');
      },
    });
    await expectRight(folder, morePaths);
    // Four answers were under way.
    expect(sentBytes()).toBeLessThan(40 * fileBytes + 4 * 9_000_000);
    expect(lab.demo.control.requests().filter(({ method }) => method === 'GET')).toEqual([]);
  });

  it.each<[string, Fault[]]>([
    ['fails for good', [{ name: 'fatal', path: transfer, count: 100 }]],
    ['gives nothing', [{ name: 'lostchunk', path: transfer, count: 1000 }]],
    ['leaves a file out', [{ name: 'lostitem', path: '#startDownloadSession' }]],
    ['sends pages', [{ name: 'html200', path: transfer, count: 100 }]],
    ['is not there', [{ name: 'http', status: 404, path: 'file-transfer', count: 100 }]],
    ['has no stream free', [{ name: 'nostreams', path: '#startDownloadSession', count: 100 }]],
  ])('a fast download that %s: files come one by one', async (_, faults) => {
    const folder = lab.folder();
    lab.demo.control.setFaults(faults);
    const other = lab.client();
    const wishes = { folder, paths, signal: new AbortController().signal };
    expect(await other.dataSets.download(permId, wishes)).toMatchObject({ outcome: 'finished' });
    await expectRight(folder);
    expect(lab.demo.control.requests().some(({ method }) => method === 'GET')).toBe(true);
  });

  it.each<[string, Fault]>([
    ['a reset', { name: 'reset', path: '^datastore_server/\\d', count: 4, every: 3 }],
    ['a break', { name: 'drop', path: '^datastore_server/\\d', count: 4, every: 3 }],
    ['an early end', { name: 'truncated', path: '^datastore_server/\\d', count: 2 }],
    ['a page instead of the file', { name: 'html200', path: '^datastore_server/\\d', count: 1 }],
    ['the end of the session', { name: 'expire', path: '^datastore_server/\\d', count: 2, every: 3 }],
    ['a busy server', { name: 'http', path: '^datastore_server/\\d', count: 3 }],
  ])('plain requests with %s: nothing wrong is taken for a file', async (_, fault) => {
    const folder = lab.folder();
    lab.demo.control.setFaults([fault]);
    const result = await downloadWith({ apiVersion: '3.5' }, folder);
    lab.demo.control.setFaults([]);
    for (const { state, message } of result.files) if (state !== 'verified') expect(message).toMatch(/403/);
    await downloadWith({ apiVersion: '3.5' }, folder);
    await expectRight(folder);
  });

  it.each(['3.5', '3.7'])('a wrong checksum in the list (%s) is no file, and is told', async (apiVersion) => {
    const folder = lab.folder();
    lab.demo.control.setFaults([{ name: 'wrongcrc', path: '#searchFiles', count: 10 }]);
    const { files } = await downloadWith({ apiVersion }, folder);
    for (const { state, message, file } of files)
      expect({ state, message, file }).toMatchObject({
        state: 'failed',
        message: expect.stringContaining('CRC-32'),
        file: null,
      });
    expect(
      readdirSync(join(folder, permId), { recursive: true }).filter((one) => String(one).endsWith('.bin')),
    ).toEqual([]);
  });

  it('no checksum in the list: the size decides', async () => {
    const folder = lab.folder();
    lab.demo.control.setFaults([{ name: 'nocrc', path: '#searchFiles', count: 10 }]);
    expect((await download(folder)).files.every(({ state }) => state === 'verified')).toBe(true);
    lab.demo.control.setFaults([]);
    await expectRight(folder);
  });

  it('a server that is down is waited for by nobody: told, and what came is kept', async () => {
    const folder = lab.folder();
    let isDown = false;
    const first = await download(folder, {
      paths: morePaths,
      onProgress: ({ bytes }) => {
        if (bytes < 6_000_000 || isDown) return;
        isDown = true;
        lab.demo.control.change({ dataStoreDown: true });
      },
    });
    expect(first).toMatchObject({ outcome: 'stalled', reason: { code: 'network' } });
    lab.demo.control.change({ dataStoreDown: false });
    const before = sentBytes();
    expect(await download(folder, { paths: morePaths })).toMatchObject({ outcome: 'finished' });
    await expectRight(folder, morePaths);
    expect(sentBytes() - before).toBeLessThan(40 * fileBytes - 4_000_000);
  });
});

describe('a stop', () => {
  it('keeps what came; the next run asks for the missing pieces alone', async () => {
    const folder = lab.folder();
    const stop = new AbortController();
    const stopped = download(folder, {
      signal: stop.signal,
      onProgress: ({ bytes }) => {
        if (bytes >= 6_000_000) stop.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    lab.demo.control.clearTraffic();
    expect(await download(folder)).toMatchObject({ outcome: 'finished' });
    await expectRight(folder);
    expect(sentBytes()).toBeLessThan(8 * fileBytes - 6_000_000 + 1_100_000);
  });

  it('by a kill, again and again: nothing torn, and hardly a piece twice', async () => {
    const folder = lab.folder();
    const whole = 500 * 60_000;
    const other = await openOpenbisLab({ seriesFileBytes: 60_000 });
    const child = new URL('../../../testing/openbis-child.ts', import.meta.url).pathname;
    let ended = '';
    let kills = 0;
    for (; ended === '' && kills < 30; kills++) {
      const process = spawn('node', [child, other.demo.url, other.demo.special.series, folder]);
      let told = '';
      process.stdout.on('data', (piece: Buffer) => {
        told += piece.toString();
      });
      const sent = other.demo.control.traffic().bytes;
      const watch = setInterval(() => {
        // At another moment each time.
        if (other.demo.control.traffic().bytes - sent > 6_000_000 + kills * 1_300_001) process.kill('SIGKILL');
      }, 1);
      await once(process, 'exit');
      clearInterval(watch);
      ended = told;
    }
    expect(ended).toBe('finished');
    const files = (await other.client().dataSets.files(other.demo.special.series)).filter(({ isFolder }) => !isFolder);
    for (const { path, crc32: sum } of files)
      expect(crc32(readFileSync(join(folder, other.demo.special.series, path)))).toBe(sum);
    // Four answers were under way, and the list of files comes each time.
    expect(other.demo.control.traffic().bytes).toBeLessThan(whole + kills * 6_000_000);
    expect(kills).toBeGreaterThan(2);
    await other.close();
  });
});

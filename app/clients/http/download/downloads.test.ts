import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../../demo/drms/faults.ts';
import { type DownloadLab, openDownloadLab } from '../../../testing/download-lab.ts';
import type { DownloadItem, FileEntry } from './api.ts';

const images = 'hmi.V_45s[2016.04.01_00:00:00_TAI/9m]{Dopplergram}';

let lab: DownloadLab;
beforeEach(async () => {
  lab = await openDownloadLab();
});
afterEach(() => lab.close());

function fileFault(fault: Omit<Fault, 'path'>): Fault {
  return { path: '^SUM', ...fault };
}

/** Bytes of files that were sent. */
function fileBytes(): number {
  const { paths } = lab.demo.control.traffic();
  return Object.entries(paths).reduce((sum, [path, { bytes }]) => sum + (path.startsWith('/SUM') ? bytes : 0), 0);
}

async function entries(items: readonly DownloadItem[]): Promise<FileEntry[]> {
  return lab.within(async (folder) => items.flatMap(({ id }) => folder.entry(id) ?? []));
}

describe('a download of many files', () => {
  it('gets each file whole, notes its SHA-256, and leaves nothing else behind', async () => {
    const items = await lab.items(images);
    expect(await lab.fetch(items)).toEqual({ outcome: 'finished' });
    const truth = await lab.truth(items);
    expect(lab.digests()).toEqual(truth);
    const noted = await entries(items);
    expect(Object.fromEntries(noted.map(({ file, sha256 }) => [file, sha256]))).toEqual(truth);
    expect(new Set(noted.map(({ state }) => state))).toEqual(new Set(['verified']));
  });

  it('uses one connection, kept alive', async () => {
    const items = await lab.items(images);
    const before = lab.demo.control.traffic().connections;
    await lab.fetch(items);
    expect(lab.demo.control.traffic().connections - before).toBe(1);
  });

  it('transfers nothing for what is there, and again what was lost or changed', async () => {
    const items = await lab.items(images);
    await lab.fetch(items);
    lab.demo.control.clearTraffic();
    expect(await lab.fetch(items)).toEqual({ outcome: 'finished' });
    expect(lab.demo.control.traffic().requests).toBe(0);

    const [lost = '', changed = '', touched = ''] = items.map(({ name }) => name);
    rmSync(join(lab.folder, lost));
    const bytes = readFileSync(join(lab.folder, changed));
    bytes[2900] = 1;
    writeFileSync(join(lab.folder, changed), bytes);
    const later = Date.now() / 1000 + 100;
    for (const name of [changed, touched]) utimesSync(join(lab.folder, name), later, later);
    await lab.fetch(items);
    expect(lab.demo.control.traffic().requests).toBe(2);
    // What a user has changed stays, the file of the server gets another name.
    expect(readFileSync(join(lab.folder, changed))).toEqual(bytes);
    const [, second] = await entries(items);
    expect(second?.file).toMatch(/^1-.*-[0-9a-f]{8}\.fits$/);
    const truth = await lab.truth(items);
    expect(lab.digests()[second?.file ?? '']).toBe(truth[changed]);
  });

  it('survives one reset in three: everything right, nothing sent twice', async () => {
    const items = await lab.items(images);
    const whole = Object.values(await lab.truth(items)).length;
    expect(whole).toBe(12);
    lab.demo.control.clearTraffic();
    lab.demo.control.setFaults([
      fileFault({ name: 'drop', count: 6, every: 3 }),
      fileFault({ name: 'reset', count: 6, every: 3 }),
    ]);
    expect(await lab.fetch(items)).toEqual({ outcome: 'finished' });
    const sent = fileBytes();
    lab.demo.control.setFaults([]);
    expect(lab.digests()).toEqual(await lab.truth(items));
    const sizes = (await entries(items)).reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
    expect(sent).toBe(sizes);
  });

  it('goes on with a part after a stop, and begins anew when the server has another file', async () => {
    const [item] = await lab.items(images);
    if (item === undefined) throw new Error('no file');
    const truth = await lab.truth([item]);
    const part = join(lab.folder, `${item.name}.part`);
    const stopAfterHalf = async (): Promise<void> => {
      lab.demo.control.setFaults([fileFault({ name: 'drop', offset: 4000 }), fileFault({ name: 'hang' })]);
      const stop = new AbortController();
      const stopped = lab.within((folder) =>
        folder.fetch([item], {
          signal: stop.signal,
          onProgress: ({ bytes }) => {
            if (bytes >= 4000) stop.abort();
          },
        }),
      );
      await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
      expect(readFileSync(part)).toHaveLength(4000);
    };
    await stopAfterHalf();
    lab.demo.control.setFaults([]);
    lab.demo.control.clearTraffic();
    await lab.fetch([item]);
    expect(lab.digests()).toEqual(truth);
    expect(fileBytes()).toBe(readFileSync(join(lab.folder, item.name)).length - 4000);

    rmSync(join(lab.folder, item.name));
    await stopAfterHalf();
    writeFileSync(part, 'x'.repeat(4000));
    const log = readFileSync(`${part}.log`, 'utf8');
    writeFileSync(`${part}.log`, log.replace(/"etag":"[^,]*"/, '"etag":"\\"old\\""'));
    lab.demo.control.setFaults([]);
    await lab.fetch([item]);
    expect(lab.digests()).toEqual(truth);
  });

  it.each<Omit<Fault, 'path'>>([
    { name: 'norange' },
    { name: 'falserange' },
    { name: 'changed' },
    { name: 'truncated' },
    { name: 'truncated', offset: 0 },
    { name: 'gzip' },
    { name: 'html200' },
    { name: 'empty' },
    { name: 'http500' },
    { name: 'http500', status: 503, headers: { 'Retry-After': '0' } },
    { name: 'http500', status: 429, headers: { 'Retry-After': 'nonsense' } },
    { name: 'reset' },
  ])('takes nothing wrong for the file: $name $offset $status', async (fault) => {
    const [item] = await lab.items(images);
    if (item === undefined) throw new Error('no file');
    const truth = await lab.truth([item]);
    // The second request asks for the rest of a part.
    lab.demo.control.setFaults([fileFault({ name: 'drop', offset: 3000 }), fileFault(fault)]);
    expect(await lab.fetch([item])).toEqual({ outcome: 'finished' });
    expect(lab.digests()).toEqual(truth);
  });

  it('gives up a file that stays wrong, names the reason, and gets the others', async () => {
    const items = await lab.items(images);
    const [bad] = items;
    const path = new URL(bad?.url ?? '').pathname.slice(1);
    for (const [fault, reason] of [
      ['html200', 'web page'],
      ['truncated', 'cut off'],
      ['http500', '500'],
      ['gzip', 'packed'],
    ] as const) {
      lab.demo.control.setFaults([{ name: fault, path, count: 100 }]);
      expect(await lab.fetch(items)).toEqual({ outcome: 'finished' });
      const [first, ...others] = await entries(items);
      expect(first).toMatchObject({ state: 'failed', file: null, message: expect.stringContaining(reason) });
      expect(others.every(({ state }) => state === 'verified')).toBe(true);
    }
    expect(existsSync(join(lab.folder, bad?.name ?? ''))).toBe(false);
    lab.demo.control.setFaults([]);
    await lab.fetch(items);
    expect((await entries(items))[0]?.state).toBe('verified');
  });

  it('names a file that the server does not have', async () => {
    const [item] = await lab.items(images);
    if (item === undefined) throw new Error('no file');
    const gone = { ...item, id: 'gone', url: new URL('/SUM1/D1/S00000/none.fits', item.url).href };
    expect(await lab.fetch([gone, item])).toEqual({ outcome: 'finished' });
    expect(await entries([gone, item])).toMatchObject([
      { state: 'missing', message: expect.stringContaining('404') },
      { state: 'verified' },
    ]);
  });

  it('refuses what is not the promised size or content', async () => {
    const [one, two] = await lab.items(images);
    if (one === undefined || two === undefined) throw new Error('no files');
    const [digest] = Object.values(await lab.truth([two]));
    await lab.fetch([
      { ...one, expectedBytes: 2880 },
      { ...two, sha256: digest ?? '' },
    ]);
    expect(await entries([one, two])).toMatchObject([
      { state: 'failed', message: expect.stringContaining('2880 were promised') },
      { state: 'verified' },
    ]);
  });

  it('keeps files of others, and files that differ in letter case only', async () => {
    const items = await lab.items(images);
    const [one, two, three] = items.map((item, index) => ({
      ...item,
      name: ['A.fits', 'a.FITS', 'mine.fits'][index] ?? '',
    }));
    if (one === undefined || two === undefined || three === undefined) throw new Error('no files');
    writeFileSync(join(lab.folder, 'Mine.fits'), 'my own');
    await lab.fetch([one, two, three]);
    const names = (await entries([one, two, three])).map(({ file }) => file);
    expect(names[0]).toBe('A.fits');
    expect(names[1]).toMatch(/^a-[0-9a-f]{8}\.FITS$/);
    expect(names[2]).toMatch(/^mine-[0-9a-f]{8}\.fits$/);
    expect(readFileSync(join(lab.folder, 'Mine.fits'), 'utf8')).toBe('my own');
  });

  it('writes through no link', async () => {
    const [item] = await lab.items(images);
    if (item === undefined) throw new Error('no file');
    const elsewhere = join(lab.folder, 'manifest.json');
    symlinkSync(elsewhere, join(lab.folder, `${item.name}.part`));
    expect(await lab.fetch([item])).toMatchObject({ outcome: 'storage' });
    expect(existsSync(elsewhere)).toBe(false);
  });

  it('lets one download at a time into a folder', async () => {
    await lab.within(async () => {
      await expect(lab.downloads.open(lab.folder)).rejects.toMatchObject({ code: 'conflict' });
    });
    await lab.within(async () => undefined);
  });

  it('says that a server is down instead of giving its files up', async () => {
    const items = await lab.items(images);
    lab.demo.control.setFaults([fileFault({ name: 'down', count: 1000 })]);
    const outcome = await lab.fetch(items);
    expect(outcome).toMatchObject({ outcome: 'stalled', reason: { code: 'network' } });
    expect(outcome.outcome === 'stalled' && outcome.open.length).toBe(items.length);
    expect(await entries(items)).toEqual([]);
  });

  it('tells how long a server wants to be left alone', async () => {
    const items = await lab.items(images);
    const headers = { 'Retry-After': '1800' };
    lab.demo.control.setFaults([fileFault({ name: 'http500', status: 503, headers })]);
    const outcome = await lab.fetch(items);
    if (outcome.outcome !== 'stalled') throw new Error(outcome.outcome);
    expect(Math.round((outcome.atMs - Date.now()) / 60_000)).toBe(30);
    expect(lab.demo.control.requests().filter(({ path }) => path.startsWith('/SUM'))).toHaveLength(1);
  });

  it('writes a manifest for people, with every file', async () => {
    const items = await lab.items(images);
    await lab.within(async (folder) => {
      await folder.fetch(items, { signal: new AbortController().signal });
      await folder.keepNote('request', { id: 'JSOC_1' });
      await folder.writeManifest();
    });
    const whole = JSON.parse(readFileSync(join(lab.folder, 'manifest.json'), 'utf8'));
    expect(whole.notes).toEqual({ request: { id: 'JSOC_1' } });
    expect(whole.files.map(({ record }: FileEntry) => record)).toEqual(
      expect.arrayContaining(items.map(({ record }) => record)),
    );
    expect(readdirSync(lab.folder).filter((name) => name.includes('.part'))).toEqual([]);
  });
});

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../demo/juliabase/random.ts';
import { FakeClock } from '../../../testing/fake-clock.ts';
import { failing, MemoryDisk } from '../../../testing/memory-disk.ts';
import { nightlyCount } from '../../../testing/nightly.ts';
import type { DownloadItem, FetchOutcome } from './api.ts';
import type { FileSource } from './file-source.ts';
import { OpenFolder } from './folder.ts';
import { HostLane } from './host-lane.ts';

/** At least so many moments at which the power goes, each operation of the disk with several seeds. */
const cutPoints = nightlyCount(1000);
const folder = '/downloads';
const sizes = [10, 5000, 1_300_000];
const contents = sizes.map((size, index) => new Uint8Array(size).map((_, at) => (at * (index + 3) + at / 251) % 256));
const items: DownloadItem[] = sizes.map((_, index) => ({
  ...{ id: `${index}`, group: 'g', record: null, segment: null },
  ...{ url: `http://host/${index}.dat`, name: `${index}.dat` },
}));

/** Serves ranges in pieces, without a network. */
function sourceOf(): { source: FileSource; sentBytes(): number } {
  let sent = 0;
  const source: FileSource = {
    async get(url, headers) {
      const content = contents[Number(/(\d+)\.dat$/.exec(url)?.[1])] ?? new Uint8Array();
      const start = Number(/^bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0);
      const isPart = headers.range !== undefined && headers['if-range'] === `"${url}"`;
      const rest = content.subarray(isPart ? start : 0);
      async function* body(): AsyncGenerator<Uint8Array> {
        for (let at = 0; at < rest.length; at += 300_000) {
          const piece = rest.subarray(at, at + 300_000);
          sent += piece.length;
          yield piece;
        }
      }
      const range = { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` };
      return {
        status: isPart ? 206 : 200,
        headers: { etag: `"${url}"`, 'content-length': `${rest.length}`, ...(isPart ? range : {}) },
        ...{ body: body(), ended: new Promise<void>(() => undefined), abandon: () => undefined },
      };
    },
    close: async () => undefined,
  };
  return { source, sentBytes: () => sent };
}

async function fetchAll(disk: MemoryDisk, source = sourceOf().source, boot = 'first start'): Promise<FetchOutcome> {
  const clock = new FakeClock();
  const lane = new HostLane({ clock, connections: () => 1, random: () => 0 });
  const open = await OpenFolder.open({
    ...{ source, disk, clock, random: () => 0, lane: () => lane, workers: 2, path: folder, boot },
    ...{ closing: new AbortController().signal, onClose: () => undefined },
  });
  try {
    return await open.fetch(items, { signal: new AbortController().signal });
  } finally {
    await open.close();
  }
}

function expectNoneTorn(disk: MemoryDisk, where: string): void {
  const files = disk.files();
  for (const [index, content] of contents.entries()) {
    const found = files[`${folder}/${index}.dat`];
    if (found !== undefined) expect(digestOf(found), where).toBe(digestOf(content));
  }
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function operationsOfWholeRun(): Promise<number> {
  const disk = new MemoryDisk();
  expect(await fetchAll(disk)).toEqual({ outcome: 'finished' });
  expectNoneTorn(disk, 'whole run');
  return disk.operations;
}

describe('a disk that fails', () => {
  it(`row 16: by a loss of power at any operation, ${cutPoints} cuts at least: each file is whole or absent, and the next run ends well`, async () => {
    const operations = await operationsOfWholeRun();
    expect(operations).toBeGreaterThan(30);
    const seeds = Math.max(3, Math.ceil(cutPoints / operations));
    for (let cut = 0; cut < operations; cut++)
      for (let seed = 1; seed <= seeds; seed++) {
        const where = `cut ${cut}, seed ${seed}`;
        const disk = new MemoryDisk();
        disk.operationsLeft = cut;
        await fetchAll(disk).catch(() => undefined);
        disk.losePower(createRandom(seed * 1000 + cut));
        expectNoneTorn(disk, where);
        disk.heal();
        const again = await fetchAll(disk, sourceOf().source, 'second start');
        expect(again, where).toEqual({ outcome: 'finished' });
        expectNoneTorn(disk, where);
        const names = Object.keys(disk.files()).filter((name) => name.endsWith('.dat'));
        expect(names, where).toHaveLength(items.length);
      }
  });

  it.each(['ENOSPC', 'EROFS', 'ENOENT', 'EIO'])(
    'with %s at any operation: told in words, nothing sent twice after',
    async (code) => {
      const operations = await operationsOfWholeRun();
      for (let cut = 4; cut < operations; cut++) {
        const disk = new MemoryDisk();
        const { source, sentBytes } = sourceOf();
        disk.operationsLeft = cut;
        disk.failure = failing(code);
        const outcome = await fetchAll(disk, source).catch((error: unknown) => error);
        if ((outcome as FetchOutcome).outcome !== 'finished')
          expect(outcome, `${cut}`).toMatchObject({ outcome: 'storage', reason: { code: 'storage', retryable: true } });
        disk.heal();
        expect(await fetchAll(disk, source)).toEqual({ outcome: 'finished' });
        expectNoneTorn(disk, `${code} at ${cut}`);
        // A piece of 300 000 bytes may have been on its way for each of two files.
        expect(sentBytes(), `${code} at ${cut}`).toBeLessThanOrEqual(
          sizes.reduce((sum, size) => sum + size, 0) + 1_300_000,
        );
      }
    },
  );

  it('is asked for space first', async () => {
    const disk = new MemoryDisk();
    disk.free = 201 * 1024 * 1024;
    const outcome = await fetchAll(disk);
    expect(outcome).toMatchObject({ outcome: 'storage', reason: { message: expect.stringContaining('no room') } });
    expect(disk.files()[`${folder}/2.dat.part`]?.length ?? 0).toBe(0);
    disk.free = 1e12;
    expect(await fetchAll(disk)).toEqual({ outcome: 'finished' });
  });
});

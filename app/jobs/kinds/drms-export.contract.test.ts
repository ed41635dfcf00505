import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeDisk } from '../../clients/http/download/disk.ts';
import { createDownloads } from '../../clients/http/download/downloads.ts';
import { nodeClock } from '../../platform/node/node-clock.ts';
import {
  type ExportLab,
  exportedDigests,
  fileTraffic,
  openExportLab,
  resultOf,
  sha256Of,
} from '../../testing/export-lab.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { usualPace } from './drms-export/pace.ts';

const day = 'hmi.V_45s[2016.04.01_00:00:00_TAI/3m]{Dopplergram}';
const nextDay = 'hmi.V_45s[2016.04.02_00:00:00_TAI/3m]{Dopplergram}';
const thirdDay = 'hmi.M_720s[2016.04.03_00:00:00_TAI/36m]{magnetogram}';

let lab: ExportLab;
beforeEach(async () => {
  lab = await openExportLab();
});
afterEach(() => lab.close());

function exportPath(operation: 'exp_request' | 'exp_status'): string {
  return `^cgi-bin/ajax/jsoc_fetch\\?.*op=${operation}`;
}

function asked(operation: string): number {
  return lab.demo.control.requests().filter(({ path }) => path.includes(operation)).length;
}

async function expectAllRight(job: Awaited<ReturnType<ExportLab['run']>>, count: number): Promise<void> {
  const { files } = resultOf(job);
  expect(files.map(({ state, message }) => [state, message])).toEqual(Array(count).fill(['verified', null]));
  const truth = await exportedDigests(lab.demo);
  for (const { path, sha256, bytes } of files) {
    expect(sha256).toBe(truth.get(basename(path ?? '')));
    expect(sha256Of(path ?? '')).toBe(sha256);
    expect(readFileSync(path ?? '')).toHaveLength(bytes ?? 0);
  }
}

describe('a batch of exports', () => {
  it('brings the files of all queries, one pending export at a time', async () => {
    const job = await lab.run([day, { recordSet: nextDay, protocol: 'fits' }, thirdDay]);
    expect(job.status).toBe('succeeded');
    const { requests, files } = resultOf(job);
    expect(requests.map(({ id, status, records }) => [id, status, records])).toEqual(
      lab.demo.control.requestIds().map((id, index) => [id, 0, index === 2 ? 3 : 4]),
    );
    await expectAllRight(job, 11);
    expect(new Set(files.map(({ segment }) => segment))).toEqual(new Set(['Dopplergram', 'magnetogram']));
    expect(files[0]?.record).toBe('hmi.V_45s[2016.04.01_00:00:00_TAI][2]');
    const manifest = JSON.parse(readFileSync(join(lab.folder, 'manifest.json'), 'utf8'));
    expect(manifest.files).toHaveLength(11);
  });

  it('asks and transfers nothing for a folder that is finished, and only what is lost for one that is not', async () => {
    const first = resultOf(await lab.run([day, nextDay]));
    lab.demo.control.clearTraffic();
    const again = await lab.run([day, nextDay]);
    expect(resultOf(again)).toEqual(first);
    expect(lab.demo.control.traffic().requests).toBe(0);

    rmSync(first.files[5]?.path ?? '');
    expect(resultOf(await lab.run([day, nextDay])).files.map(({ sha256 }) => sha256)).toEqual(
      first.files.map(({ sha256 }) => sha256),
    );
    expect(fileTraffic(lab.demo).requests).toBe(1);
    expect(asked('exp_request')).toBe(1);
  });

  it('takes quick exports at once, under names made of their records', async () => {
    const job = await lab.run([{ recordSet: day, method: 'url_quick' }]);
    const { requests, files } = resultOf(job);
    expect(requests).toMatchObject([{ id: null, status: 0, records: 4 }]);
    expect(basename(files[0]?.path ?? '')).toBe('hmi.v_45s.20160401_000000_TAI.2.Dopplergram.fits');
    expect(files.every(({ state, sha256, path }) => state === 'verified' && sha256Of(path ?? '') === sha256)).toBe(
      true,
    );
  });

  it('unpacks archives and maps their files to records, also files of folders', async () => {
    const folders = 'hmi.rdvflows_fd15_frame[2150][360]{Ux, Uy}';
    const wishes = [
      { recordSet: day, method: 'url-tar', protocol: 'fits' },
      { recordSet: folders, method: 'url-tar' },
    ];
    const job = await lab.run(wishes);
    const { requests, files } = resultOf(job);
    expect(requests.map(({ status }) => status)).toEqual([0, 0]);
    expect(files.map(({ state, message }) => [state, message])).toEqual(Array(8).fill(['verified', null]));
    expect(files.slice(0, 4).map(({ record, segment }) => [record, segment])).toEqual(
      ['00:00', '00:45', '01:30', '02:15'].map((time) => [`hmi.V_45s[2016.04.01_00:${time}_TAI][2]`, 'Dopplergram']),
    );
    expect(files.slice(4).map(({ segment }) => segment)).toEqual(['Ux', 'Ux', 'Uy', 'Uy']);
    for (const { path, sha256 } of files) expect(sha256Of(path ?? '')).toBe(sha256);
    expect(readdirSync(lab.folder)).toHaveLength(8 + 3);

    lab.demo.control.clearTraffic();
    expect(resultOf(await lab.run(wishes))).toEqual(resultOf(job));
    expect(lab.demo.control.traffic().requests).toBe(0);
    rmSync(files[5]?.path ?? '');
    expect(resultOf(await lab.run(wishes)).files.map(({ path, sha256 }) => [path, sha256])).toEqual(
      files.map(({ path, sha256 }) => [path, sha256]),
    );
    expect(readdirSync(lab.folder)).toHaveLength(8 + 3);
  });

  it('names the records that an archive lacks', async () => {
    lab.demo.control.setFaults([{ name: 'nodatafile', path: exportPath('exp_request') }]);
    const { files } = resultOf(await lab.run([{ recordSet: day, method: 'url-tar' }]));
    expect(files.map(({ state }) => state)).toEqual(['verified', 'verified', 'verified', 'missing']);
    expect(files[3]?.record).toBe('hmi.V_45s[2016.04.01_00:02:15_TAI][2]');
  });

  it('writes a manifest as CSV with a line for each file', async () => {
    const { files } = resultOf(await lab.run([day]));
    const [head, ...lines] = readFileSync(join(lab.folder, 'manifest.csv'), 'utf8').trimEnd().split('\n');
    expect(head).toBe('record,segment,file,bytes,sha256,url,state,message,asOf');
    expect(lines).toHaveLength(4);
    for (const { record, bytes, sha256, path } of files)
      expect(lines).toContainEqual(
        expect.stringContaining(`${record},Dopplergram,${basename(path ?? '')},${bytes},${sha256},http://`),
      );
  });

  it('fetches files as they lie, without export and address, and names those that are on tape', async () => {
    const job = await lab.run(
      [
        { recordSet: day, method: 'direct' },
        { recordSet: 'demo.m_96m[:#12]', method: 'direct' },
      ],
      { email: '' },
    );
    const { requests, files } = resultOf(job);
    expect(requests.map(({ id, status }) => [id, status])).toEqual([
      [null, 0],
      [null, 0],
    ]);
    expect(files.map(({ state }) => state)).toEqual([...Array(4).fill('verified'), 'missing']);
    expect(basename(files[0]?.path ?? '')).toBe('hmi.v_45s.20160401_000000_TAI.2.Dopplergram.fits');
    expect(files[4]?.message).toMatch(/not on the disks of the server/);
    expect(lab.demo.control.requests().filter(({ path }) => path.includes('jsoc_fetch'))).toEqual([]);
    lab.demo.control.clearTraffic();
    expect(resultOf(await lab.run([{ recordSet: day, method: 'direct' }], { email: '' })).files).toHaveLength(4);
    expect(lab.demo.control.traffic().requests).toBe(0);
  });

  it('brings the files of an export that was asked for elsewhere, and says when it is gone', async () => {
    const asked = await lab.client.export({
      recordSet: day,
      email: 'demo@example.org',
      method: 'url',
      protocol: 'fits',
    });
    const wish = { recordSet: asked.id, requestId: asked.id };
    const { requests, files } = resultOf(await lab.run([wish], { email: '' }));
    expect(requests).toMatchObject([{ id: asked.id, status: 0 }]);
    expect(files.map(({ state, segment }) => [state, segment])).toEqual(Array(4).fill(['verified', 'Dopplergram']));
    expect(asked.id === null ? [] : lab.demo.control.requestIds()).toEqual([asked.id]);

    rmSync(files[0]?.path ?? '');
    lab.demo.control.expire(asked.id ?? '');
    const later = await lab.run([wish], { email: '' });
    expect(later.error?.message).toMatch(/deleted/);
  });

  it('refuses an address that is not registered, in words, before anything else', async () => {
    const job = await lab.run([day], { email: 'nobody@example.org' });
    expect(job.error).toMatchObject({ code: 'invalid-input', message: expect.stringContaining('nobody@example.org') });
    expect(asked('exp_request')).toBe(0);
  });

  it('does not stop for a bad query, and tells what is wrong with each', async () => {
    const bad = [
      'demo.nothing[]',
      'hmi.V_45s[1950.01.01/1h]',
      'hmi.V_45s[2016.04.01',
      'hmi.V_45s[2016.04.01/1d]{nosuch}',
    ];
    const { requests, files } = resultOf(await lab.run([...bad, day]));
    expect(files.filter(({ state }) => state === 'verified')).toHaveLength(4);
    expect(requests.map(({ recordSet }) => recordSet)).toEqual([...bad, day]);
    expect(requests[0]?.message).toMatch(/series/i);
    expect(requests[1]?.message).toMatch(/No records fit/);
    expect(requests[2]?.message).toMatch(/bad record-set/i);
    expect(requests.at(-1)).toMatchObject({ status: 0, message: null });
  });

  it('fails in words when nothing at all could be asked for', async () => {
    const job = await lab.run(['demo.nothing[]']);
    expect(job.status).toBe('failed');
    expect(job.error?.message).toMatch(/series/i);
  });

  it('names each missing file of an export that is not complete', async () => {
    lab.demo.control.setFaults([{ name: 'nodatafile', path: exportPath('exp_request') }]);
    const { files } = resultOf(await lab.run([day]));
    expect(files.map(({ state }) => state).toSorted()).toEqual(['missing', 'verified', 'verified', 'verified']);
    const missing = files.find(({ state }) => state === 'missing');
    expect(missing).toMatchObject({
      segment: 'Dopplergram',
      path: null,
      message: 'The server has no file for this record.',
    });
    expect(missing?.record).toMatch(/^hmi\.V_45s\[2016\.04\.01_00:02:15_TAI\]\[2\]$/);
  });

  it('names each record that the export leaves out', async () => {
    lab.demo.control.setFaults([{ name: 'nofits', path: exportPath('exp_request') }]);
    const { files } = resultOf(await lab.run([{ recordSet: day, protocol: 'fits' }]));
    const records = files.filter(({ state }) => state === 'missing').map(({ record }) => record);
    expect(records.filter((record) => record?.startsWith('hmi.V_45s['))).toHaveLength(4);
  });

  it('waits for another export of the address instead of failing', async () => {
    lab.demo.control.change({ workingMs: 300 });
    await lab.client.export({ recordSet: thirdDay, email: 'demo@example.org', method: 'url' });
    const job = await lab.run([day]);
    await expectAllRight(job, 4);
    expect(asked('exp_request')).toBeGreaterThan(2);
  });

  it('lets a new export be unknown to the server for a while', async () => {
    lab.demo.control.setFaults([{ name: 'notyet', path: exportPath('exp_status'), count: 3 }]);
    await expectAllRight(await lab.run([day]), 4);
  });

  it.each(['reset', 'html200', 'http500', 'empty', 'cut'] as const)(
    'asks what is pending after a submission without an answer (%s), and makes one export only',
    async (name) => {
      lab.demo.control.setFaults([{ name, path: exportPath('exp_request'), count: 2 }]);
      await expectAllRight(await lab.run([day]), 4);
      expect(lab.demo.control.requestIds()).toHaveLength(1);
      expect(asked('manage-request')).toBeGreaterThan(0);
    },
  );

  it('is not misled by a foreign export that is pending after a submission without an answer', async () => {
    await lab.client.export({ recordSet: thirdDay, email: 'demo@example.org', method: 'url' });
    lab.demo.control.setFaults([{ name: 'reset', path: exportPath('exp_request'), count: 2 }]);
    const job = await lab.run([day]);
    expect(resultOf(job).files.every(({ record }) => record?.startsWith('hmi.V_45s[2016.04.01_00:0'))).toBe(true);
    expect(lab.demo.control.requestIds()).toHaveLength(2);
  });

  it('submits once more what was deleted before it was fetched', async () => {
    let offsetMs = 0;
    const other = await openExportLab({ now: () => Date.now() + offsetMs });
    try {
      other.demo.control.setFaults([{ name: 'hang', path: '^SUM' }]);
      const id = await other.start([day]);
      await expect.poll(() => fileTraffic(other.demo).requests).toBe(1);
      await other.engine.pause(id);
      // Two days later it is gone; the identical request makes a new one by then.
      other.demo.control.expire(other.demo.control.requestIds()[0] ?? '');
      offsetMs = 2 * 86_400_000;
      await other.engine.resume(id);
      const { requests, files } = resultOf(await other.settled(id));
      expect(files.every(({ state }) => state === 'verified')).toBe(true);
      expect(requests[0]?.id).toBe(other.demo.control.requestIds()[1]);
    } finally {
      await other.close();
    }
  });

  it('says why the server has failed an export, and goes on with the next', async () => {
    lab.demo.control.change({ workingMs: 200 });
    const id = await lab.start([day, nextDay]);
    await expect.poll(() => lab.demo.control.requestIds().length).toBe(1);
    lab.demo.control.fail(lab.demo.control.requestIds()[0] ?? '', 4, 'The disk of the server is broken');
    const { requests, files } = resultOf(await lab.settled(id));
    expect(requests.map(({ status }) => status)).toEqual([4, 0]);
    expect(requests[0]?.message).toContain('The disk of the server is broken');
    expect(files).toHaveLength(4);
  });

  it('keeps the id in the text when staff are needed', async () => {
    const { requests } = resultOf(await lab.run(['demo.m_96m[:#14]', day]));
    expect(requests[0]).toMatchObject({ status: 25, id: expect.stringMatching(/^JSOC_/) });
  });

  it('splits what is too much for the server, by records and by size', async () => {
    const small = await openExportLab({}, { mostRecords: 3 });
    try {
      const job = await small.run([day]);
      const { requests, files } = resultOf(job);
      expect(requests.map(({ records }) => records)).toEqual([2, 2]);
      expect(files.map(({ state }) => state)).toEqual(Array(4).fill('verified'));
      expect(new Set(files.map(({ record }) => record)).size).toBe(4);
      small.demo.control.clearTraffic();
      expect(resultOf(await small.run([day]))).toEqual(resultOf(job));
      expect(small.demo.control.traffic().requests).toBe(0);
    } finally {
      await small.close();
    }
    const large = await openExportLab({ imageSizes: { 'hmi.V_45s': 512 }, settings: { mostMegabytes: 3 } });
    try {
      const { requests, files } = resultOf(await large.run([day]));
      expect(requests.map(({ records, status }) => [records, status])).toEqual([
        [2, 0],
        [2, 0],
      ]);
      expect(files.map(({ state }) => state)).toEqual(Array(4).fill('verified'));
    } finally {
      await large.close();
    }
  });

  it('sits out a server that is down, and goes on by itself', async () => {
    lab.demo.control.setFaults([{ name: 'down', count: 1000 }]);
    const id = await lab.start([day]);
    await expect.poll(() => lab.engine.get(id).status).toBe('waiting');
    expect(lab.engine.get(id).error).toMatchObject({ code: 'network' });
    lab.demo.control.setFaults([]);
    await expectAllRight(await lab.settled(id), 4);
  });

  it('server down for a day: paused with the reason, asked gently, and done by itself when it is back', async () => {
    const clock = new FakeClock();
    const far = await openExportLab({}, { pace: usualPace }, clock);
    try {
      far.demo.control.setFaults([{ name: 'down', count: 1_000_000 }]);
      const id = await far.start([day]);
      const waits = async (): Promise<void> => {
        await expect
          .poll(() => far.engine.get(id).status, { timeout: 20_000, interval: 5 })
          .toMatch(/waiting|succeeded/);
      };
      const endMs = clock.nowMs() + 24 * 3_600_000;
      for (; clock.nowMs() < endMs; ) {
        await waits();
        const { error, retryAtUtc } = far.engine.get(id);
        expect(error).toMatchObject({ code: 'network', retryable: true });
        await clock.advance(Math.max(1, Date.parse(retryAtUtc ?? '') - clock.nowMs()));
      }
      // Every ten minutes at most, each time with the repetitions of one read.
      expect(far.demo.control.requests().length).toBeLessThan(24 * 12 * 5);
      far.demo.control.setFaults([]);
      await clock.advance(600_000);
      for (let look = 0; look < 100 && far.engine.get(id).status !== 'succeeded'; look++) {
        await waits();
        await clock.advance(10_000);
      }
      expect(resultOf(far.engine.get(id)).files.map(({ state }) => state)).toEqual(Array(4).fill('verified'));
    } finally {
      await far.close();
    }
  }, 120_000);

  it('disk full: told, parts and journal intact, goes on by itself when there is room', async () => {
    let free = 1e12;
    const disk = { ...nodeDisk, freeBytes: async () => free };
    const downloads = createDownloads({ clock: nodeClock, userAgent: 'Quarry/test', random: () => 0, disk });
    const narrow = await openExportLab({}, { downloads });
    try {
      free = 1e6;
      const id = await narrow.start([day]);
      await expect
        .poll(() => narrow.engine.get(id))
        .toMatchObject({
          status: 'waiting',
          error: {
            code: 'storage',
            message: expect.stringContaining('no room'),
            remedy: expect.stringContaining('Make room'),
          },
        });
      free = 1e12;
      const { files } = resultOf(await narrow.settled(id));
      expect(files.map(({ state }) => state)).toEqual(Array(4).fill('verified'));
      expect(narrow.demo.control.requestIds()).toHaveLength(1);
    } finally {
      await narrow.close();
      await downloads.close();
    }
  });

  it('waits while its folder is gone, and makes no new one in the place of a drive', async () => {
    lab.demo.control.setFaults([{ name: 'hang', path: '^SUM' }]);
    const id = await lab.start([day]);
    await expect.poll(() => fileTraffic(lab.demo).requests).toBe(1);
    await lab.engine.pause(id);
    rmSync(lab.folder, { recursive: true });
    await lab.engine.resume(id);
    await expect.poll(() => lab.engine.get(id).error?.message).toMatch(/folder .* is gone/);
    expect(dirname(lab.folder)).toBeTruthy();
    await lab.engine.cancel(id);
  });

  it('survives one reset in three of files and programs', async () => {
    lab.demo.control.setFaults([
      { name: 'drop', path: '^SUM', count: 1000, every: 3 },
      { name: 'reset', path: 'exp_status', count: 5, every: 2 },
    ]);
    const job = await lab.run([day, nextDay]);
    lab.demo.control.setFaults([]);
    const sent = fileTraffic(lab.demo).bytes;
    await expectAllRight(job, 8);
    expect(sent).toBe(resultOf(job).files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0));
  });
});

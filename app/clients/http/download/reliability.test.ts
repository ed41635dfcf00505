import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../../demo/drms/faults.ts';
import { createRandom } from '../../../demo/juliabase/random.ts';
import { type DownloadLab, openDownloadLab } from '../../../testing/download-lab.ts';
import type { DownloadItem, FileEntry } from './api.ts';
import { manifestCsv } from './manifest-csv.ts';

/** QUARRY_DOWNLOADS=1000: the full number of files and cases. */
const full = Number(process.env.QUARRY_DOWNLOADS ?? 100);
const seed = Number(process.env.QUARRY_SEED ?? Date.now() % 100_000);

let lab: DownloadLab;
beforeEach(async () => {
  lab = await openDownloadLab();
});
afterEach(() => lab.close());

async function imagesOf(count: number): Promise<DownloadItem[]> {
  const items = await lab.items(`hmi.V_45s[2016.04.02_00:00:00_TAI/${count}u]{Dopplergram}`);
  expect(items.length).toBeGreaterThan(count * 0.98);
  return items;
}

async function entriesOf(items: readonly DownloadItem[]): Promise<FileEntry[]> {
  return lab.within(async (folder) => items.flatMap(({ id }) => folder.entry(id) ?? []));
}

function fileBytes(): number {
  const { paths } = lab.demo.control.traffic();
  return Object.entries(paths).reduce((sum, [path, { bytes }]) => sum + (path.startsWith('/SUM') ? bytes : 0), 0);
}

const anyFile = { path: '^SUM', count: 1_000_000 };

describe('rows of the matrix of reliability', () => {
  it.each([
    ['< 1 % sent again', [], 1.01],
    ['≤ 35 % without ranges', [{ name: 'norange', ...anyFile }], 1.35],
  ] as const)(
    `11 Download: 30 % resets, ${full} files: all done, all SHA-256 right; %s; 0 given up`,
    { timeout: 600_000 },
    async (_, more, most) => {
      const items = await imagesOf(full);
      const resets: Fault[] = [
        { name: 'drop', ...anyFile, every: 7 },
        { name: 'reset', ...anyFile, every: 6 },
      ];
      lab.demo.control.clearTraffic();
      lab.demo.control.setFaults([...resets, ...more]);
      expect(await lab.fetch(items)).toEqual({ outcome: 'finished' });
      const sent = fileBytes();
      lab.demo.control.setFaults([]);
      expect(lab.digests()).toEqual(await lab.truth(items));
      const entries = await entriesOf(items);
      expect(entries.map(({ state }) => state)).toEqual(items.map(() => 'verified'));
      expect(sent).toBeLessThan(entries.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0) * most);
    },
  );

  it(`13 Remote file changed mid-way, Range ignored, false Content-Range, gzip added, truncated, HTML instead of data (seed ${seed}): 0 mixed or short files called done`, {
    timeout: 600_000,
  }, async () => {
    const random = createRandom(seed);
    const names = [
      'changed',
      'norange',
      'falserange',
      'gzip',
      'truncated',
      'html200',
      'drop',
      'reset',
      'empty',
    ] as const;
    const items = await imagesOf(full);
    const truth = await lab.truth(items);
    const faults = Array.from({ length: full * 2 }, (): Fault => {
      const name = names[Math.floor(random() * names.length)] ?? 'drop';
      return { name, path: '^SUM', offset: Math.floor(random() * 20_000) };
    });
    lab.demo.control.setFaults(faults);
    // Many faults in a row look like a server that is down, which is left alone for a while.
    let outcome = await lab.fetch(items);
    for (let rounds = 0; outcome.outcome === 'stalled' && rounds < full; rounds++) outcome = await lab.fetch(items);
    expect(outcome).toEqual({ outcome: 'finished' });
    lab.demo.control.setFaults([]);
    const changed = new Set<string>();
    for (const { state, file, sha256, message, url } of await entriesOf(items)) {
      if (state === 'failed') expect(message, url ?? '').toMatch(/\S/);
      else if (sha256 !== truth[file ?? '']) changed.add(file ?? '');
    }
    // The fault `changed` gives a whole other file of the same length, as an archive that was reprocessed does.
    const changes = faults.filter(({ name }) => name === 'changed').length;
    expect(changed.size).toBeLessThanOrEqual(changes);
    for (const [name, digest] of Object.entries(lab.digests()))
      if (!changed.has(name) && !name.includes('.part')) expect(digest).toBe(truth[name]);
  });

  it.each([
    ['seconds', '900', 15],
    ['a date', () => new Date(Date.now() + 30 * 60_000).toUTCString(), 30],
    ['huge', '999999999', 60],
  ] as const)('14 429/503, Retry-After %s: wait shown with a time; no hammering', async (_, asked, minutes) => {
    for (const status of [429, 503]) {
      // A host that has asked for a pause is left alone, so each needs one of its own.
      const own = await openDownloadLab();
      try {
        const items = await own.items('hmi.V_45s[2016.04.02_00:00:00_TAI/3m]{Dopplergram}');
        const headers = { 'Retry-After': typeof asked === 'string' ? asked : asked() };
        own.demo.control.setFaults([{ name: 'http500', status, headers, ...anyFile }]);
        const outcome = await own.fetch(items);
        if (outcome.outcome !== 'stalled') throw new Error(outcome.outcome);
        expect(Math.round((outcome.atMs - Date.now()) / 60_000)).toBe(minutes);
        expect(outcome.reason.message).toContain(String(status));
        expect(own.demo.control.requests().filter(({ path }) => path.startsWith('/SUM'))).toHaveLength(1);
      } finally {
        await own.close();
      }
    }
  });

  it('14 429/503, Retry-After nonsense: pauses of its own', async () => {
    const items = await imagesOf(5);
    lab.demo.control.setFaults([
      { name: 'http500', status: 503, headers: { 'Retry-After': 'soon' }, path: '^SUM', count: 3 },
    ]);
    expect(await lab.fetch(items)).toEqual({ outcome: 'finished' });
    expect((await entriesOf(items)).map(({ state }) => state)).toEqual(items.map(() => 'verified'));
  });

  it('28 Spreadsheet formulas in exported cells: text cell; numbers stay numbers', async () => {
    const texts = ['=cmd()', '+1+2', '-2+3', '@SUM(A1)', '\t=1', '\r=1', 'plain', 'a,"b"', 'two\nlines', '=1","=2'];
    const entries = texts.map(
      (text, index): FileEntry => ({
        ...{ id: `${index}`, group: 'g', record: text, segment: text, file: text, url: text, message: text },
        ...{ bytes: index, sha256: 'ab', state: 'failed', asOf: '2026-11-21T00:00:00.000Z' },
      }),
    );
    const [, ...rows] = readCsv(manifestCsv(entries));
    expect(rows.map((row) => row[3])).toEqual(texts.map((_, index) => `${index}`));
    for (const [index, row] of rows.entries())
      for (const cell of [row[0], row[2], row[5], row[7]]) {
        expect(cell).not.toMatch(/^[=+\-@\t\r]/);
        expect(cell?.replace(/^'/, '')).toBe(texts[index]);
      }
    await lab.within((folder) => folder.writeManifest());
    expect(readFileSync(join(lab.folder, 'manifest.csv'), 'utf8')).toMatch(/^record,/);
  });
});

/** As spreadsheets read it. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

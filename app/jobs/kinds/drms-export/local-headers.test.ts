import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DrmsClient } from '../../../clients/drms/api.ts';
import { createDrmsClient } from '../../../clients/drms/client.ts';
import { configForBase } from '../../../clients/drms/server-registry.ts';
import type { DownloadFolder, Downloads } from '../../../clients/http/download/api.ts';
import { createDownloads } from '../../../clients/http/download/downloads.ts';
import { type DemoDrmsServer, startDemoDrms } from '../../../demo/drms/index.ts';
import { verifySums } from '../../../domain/fits/checksum.ts';
import { openFits } from '../../../domain/fits/fits-file.ts';
import { bytesSource } from '../../../domain/fits/fits-source.ts';
import { keywordHdu } from '../../../domain/fits/write-header.ts';
import { nodeClock } from '../../../platform/node/node-clock.ts';
import { sha256Of } from '../../../testing/export-lab.ts';
import { writeLocalHeaders } from './local-headers.ts';

const recordSet = 'hmi.V_45s[2016.04.01_00:00:00_TAI/2m]';
let demo: DemoDrmsServer;
let client: DrmsClient;
let downloads: Downloads;
let folder: DownloadFolder;
let home: string;

beforeAll(async () => {
  demo = await startDemoDrms({ settings: { queuedMs: 10, workingMs: 10 } });
  home = mkdtempSync(join(tmpdir(), 'quarry-headers-'));
  client = createDrmsClient({ server: configForBase('demo', demo.url), email: 'demo@example.org' });
  downloads = createDownloads({ clock: nodeClock, userAgent: 'Quarry/test' });
  folder = await downloads.open(join(home, 'files'));
});

afterAll(async () => {
  await folder.close();
  await downloads.close();
  await client.close();
  await demo.close();
  rmSync(home, { recursive: true, force: true });
});

const signal = (): AbortSignal => AbortSignal.timeout(60_000);
const write = (group: string): Promise<string[]> =>
  writeLocalHeaders({
    ...{ client, folder, recordSet, group, signal: signal() },
    nowUtc: () => new Date().toISOString(),
  });

async function fetchAll(protocol: 'as-is' | 'fits'): Promise<void> {
  const request = await client.export({ recordSet: `${recordSet}{Dopplergram}`, method: 'url', protocol });
  expect(await request.wait({ pollS: 0.05, timeoutS: 30 })).toBe(true);
  const items = request.files().rows.map(({ record, fileName, url }) => ({
    ...{ id: `${protocol} ${record}`, group: protocol, segment: 'Dopplergram', url, name: `${protocol}-${fileName}` },
    record: record?.replace(/\{.*\}$/, '') ?? null,
  }));
  expect(items.length).toBeGreaterThan(1);
  await folder.fetch(items, { signal: signal() });
}

async function cardsOf(group: string): Promise<Record<string, unknown>[]> {
  const all = folder.entries(group).map(async ({ file }) => {
    const opened = await openFits(bytesSource(new Uint8Array(readFileSync(join(folder.path, file ?? '')))));
    for (const hdu of opened.hdus)
      expect(await verifySums(opened, hdu)).toEqual({ checksum: 'right', datasum: 'right' });
    const cards = keywordHdu(opened)?.header.cards.filter(({ kind }) => kind === 'value') ?? [];
    return Object.fromEntries(cards.map(({ name, value }) => [name, value]));
  });
  return Promise.all(all);
}

test('files as they lie on the server get the header that an export in FITS form has', async () => {
  await fetchAll('as-is');
  await fetchAll('fits');
  const bare = await cardsOf('as-is');
  expect(bare.every((cards) => !('DRMS_ID' in cards))).toBe(true);
  expect(await write('as-is')).toEqual([]);
  const ours = await cardsOf('as-is');
  const theirs = await cardsOf('fits');
  const never = new Set(['CHECKSUM', 'LICENSE']);
  for (const [index, expected] of theirs.entries()) {
    const found = ours.find(({ RECNUM }) => RECNUM === expected.RECNUM);
    const differing = Object.entries(expected).filter(
      ([name, value]) => !never.has(name) && !isSame(found?.[name], value),
    );
    expect(differing.map(([name, value]) => [index, name, value, found?.[name]])).toEqual([]);
  }
});

/** Answers to queries have numbers and times in the digits of their keywords, files have them in full. */
function isSame(found: unknown, expected: unknown): boolean {
  if (typeof found === 'string' && typeof expected === 'string') return tenths(found) === tenths(expected);
  if (typeof found !== 'number' || typeof expected !== 'number') return found === expected;
  return Math.abs(found - expected) <= 0.005 + 1e-6 * Math.abs(expected);
}

function tenths(text: string): string {
  return text.replace(/(:\d\d\.\d)\d\d/, '$1');
}

test('the manifest knows the new files; a second run changes nothing', async () => {
  const entries = folder.entries('as-is');
  for (const entry of entries) {
    expect(await folder.isPresent(entry)).toBe(true);
    expect(entry.sha256).toBe(sha256Of(join(folder.path, entry.file ?? '')));
  }
  expect(await write('as-is')).toEqual([]);
  expect(folder.entries('as-is')).toEqual(entries);
});

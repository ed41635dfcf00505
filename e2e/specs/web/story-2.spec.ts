import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Fault } from '../../../app/demo/drms/faults.ts';
import { type DemoDrmsServer, startDemoDrms } from '../../../app/demo/drms/index.ts';
import { demoAddress, exportedDigests, fileTraffic, sha256Of } from '../../../app/testing/export-lab.ts';
import { startServe } from '../../fixtures/quarry-process.ts';
import { expect, test } from '../../fixtures/test.ts';
import { Exports } from '../../pages/exports.ts';

const queries = ['02', '03', '04'].map((day) => `hmi.V_45s[2016.04.${day}_00:00:00_TAI/75m]{Dopplergram}`);
const filesInAll = 300;
const server = 'Archive';

/** One answer in three ends in a reset: before its first byte, or in the middle of the file. */
const resets: Fault[] = [
  { name: 'drop', path: '^SUM', count: 10_000, every: 6 },
  { name: 'reset', path: '^SUM', count: 10_000, every: 5 },
];

interface Manifest {
  files: {
    record: string;
    segment: string;
    file: string;
    bytes: number;
    sha256: string;
    url: string;
    state: string;
    asOf: string;
  }[];
}

test.describe('story 2: from a query to verified files @long', () => {
  test.setTimeout(240_000);

  let archive: DemoDrmsServer;
  test.beforeEach(async () => {
    const settings = { queuedMs: 20, workingMs: 20, latencyMs: 5 };
    archive = await startDemoDrms({ imageSizes: { 'hmi.V_45s': 158 }, settings });
  });
  test.afterEach(() => archive.close());

  test('three queries, 300 files, one reset in three, the core killed twice', async ({ home, launchBrowser }) => {
    const browser = await launchBrowser();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, timezoneId: 'Europe/Berlin' });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const folder = join(home, 'files');
    let core = await startServe(home);
    try {
      await page.goto(core.answer.address);
      await startExport(page, folder);
      for (const requests of [60, 150]) {
        await expect.poll(() => fileTraffic(archive).requests, { timeout: 60_000 }).toBeGreaterThanOrEqual(requests);
        await fallSilent();
        await core.kill();
        archive.control.setFaults(resets);
        core = await startServe(home);
        await page.goto(core.answer.address);
      }
      await new Exports(page).showTransfers();
      await expect(page.getByText(/^300 records · 300 of 300 files are here and verified/)).toBeVisible({
        timeout: 150_000,
      });
      const sent = fileTraffic(archive).bytes;
      const { files } = await expectManifest(folder);
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
      expect(sent).toBeGreaterThanOrEqual(bytes);
      expect(sent / bytes).toBeLessThan(1.01);
      expect(archive.control.requestIds()).toHaveLength(queries.length);
    } finally {
      await context.close();
      await core.stop();
    }
  });

  async function startExport(page: Page, folder: string): Promise<void> {
    const exports = new Exports(page);
    await exports.addServer(server, archive.cgiUrl, archive.url);
    await exports.setDownloadsAtATime(server, 4);
    const tree = page.getByRole('tree', { name: 'Solar data' });
    await tree.getByText(server, { exact: true }).click();
    await tree.getByText('hmi', { exact: true }).click();
    await tree.getByText('hmi.V_45s', { exact: true }).click();
    await page.getByRole('button', { name: 'Query records' }).click();
    await exports.openDialog();
    await exports.writeList(queries);
    await exports.dialog.getByLabel(/^E-mail address/).fill(demoAddress);
    await exports.dialog.getByLabel('Folder for the files').fill(folder);
    await expect(exports.dialog.getByText(`Registered for exports of ${server}.`)).toBeVisible();
    await expect(exports.dialog.getByText(/^300 records × 1 segment\. 300 files, about .*, 3 requests\.$/)).toBeVisible(
      {
        timeout: 30_000,
      },
    );
    archive.control.setFaults(resets);
    await page.keyboard.press('Control+Enter');
    await expect(exports.dialog).toBeHidden({ timeout: 30_000 });
  }

  /** Before a kill, so that the server does not go on to send to a process that is dead: nobody could use those bytes. */
  async function fallSilent(): Promise<void> {
    archive.control.setFaults([{ name: 'hang', path: '^SUM', count: 10_000 }]);
    let before = -1;
    const isQuiet = (): boolean => {
      const { bytes } = fileTraffic(archive);
      const isSame = bytes === before;
      before = bytes;
      return isSame;
    };
    await expect.poll(isQuiet).toBe(true);
  }

  /** Every file is there, named, and has the bytes that the server gives when it is asked by other means. */
  async function expectManifest(folder: string): Promise<Manifest> {
    archive.control.setFaults([]);
    const truth = await exportedDigests(archive);
    // The form that the documentation promises.
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
    expect(manifest.files).toHaveLength(filesInAll);
    expect(new Set(manifest.files.map(({ record }) => record)).size).toBe(filesInAll);
    for (const { record, segment, file, bytes, sha256, url, state, asOf } of manifest.files) {
      expect({ record, segment, url, state, asOf }).toEqual({
        record: expect.stringMatching(/^hmi\.V_45s\[2016\.04\.0[234]_/),
        segment: 'Dopplergram',
        url: expect.stringContaining(archive.url),
        state: 'verified',
        asOf: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      });
      expect(bytes).toBeGreaterThan(0);
      expect(sha256Of(join(folder, file))).toBe(sha256);
      expect(sha256).toBe(truth.get(basename(file)));
    }
    const fits = readdirSync(folder).filter((name) => name.endsWith('.fits'));
    expect(fits).toHaveLength(filesInAll);
    expect(readFileSync(join(folder, 'manifest.csv'), 'utf8').trim().split('\n')).toHaveLength(filesInAll + 1);
    return manifest;
  }
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { createOpenbisClient } from '../../../app/clients/openbis/index.ts';
import type { Fault } from '../../../app/demo/openbis/faults.ts';
import { type DemoOpenbis, startDemoOpenbis } from '../../../app/demo/openbis/index.ts';
import { wrongFiles } from '../../../app/testing/openbis-jobs-lab.ts';
import { startServe } from '../../fixtures/quarry-process.ts';
import { expect, test } from '../../fixtures/test.ts';
import { Exports } from '../../pages/exports.ts';
import { Openbis } from '../../pages/openbis.ts';

const connection = 'Institute openBIS';
const notebookFiles = ['analysis.ipynb', 'measured.csv', 'requirements.txt', 'runtime.txt'];
const pieces = 'file-transfer#download';
/** Pieces of files are lost, arrive spoilt, or end with their connection. */
const faults: Fault[] = [
  { name: 'badpayload', path: pieces, count: 10_000, every: 7 },
  { name: 'lostchunk', path: pieces, count: 10_000, every: 9 },
  { name: 'drop', path: pieces, count: 10_000, every: 10 },
];
/** The download cannot end before it is killed. */
const halt: Fault = { name: 'hang', path: pieces, count: 10_000, every: 5 };

test.describe('story 3: datasets and notebooks @long', () => {
  test.setTimeout(240_000);

  let server: DemoOpenbis;
  test.beforeEach(async () => {
    server = await startDemoOpenbis({ seriesFileBytes: 20_000, settings: { latencyMs: 5, sessionsPerUser: 0 } });
  });
  test.afterEach(() => server.close());

  test('500 files with faults and a kill, then a notebook with its data becomes a dataset', async ({
    home,
    launchBrowser,
  }) => {
    const browser = await launchBrowser();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, timezoneId: 'Europe/Berlin' });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const folder = join(home, 'files');
    let core = await startServe(home);
    try {
      await page.goto(core.answer.address);
      const openbis = new Openbis(page);
      await openbis.addConnection({ name: connection, url: server.url, user: 'demo', password: 'demo' });
      await openbis.openByTree('LAB', 'PROJ', 'EXP1 Trial of the new oven');
      await startDownload(page, folder);
      await expect.poll(() => server.control.traffic().bytes, { timeout: 60_000 }).toBeGreaterThan(2_000_000);
      await core.kill();
      server.control.setFaults(faults);
      core = await startServe(home);
      await page.goto(core.answer.address);
      await openbis.logInAgain(connection, 'demo');
      await new Exports(page).showTransfers();
      await expect(page.getByText(/500 of 500 files are here and verified/).first()).toBeVisible({ timeout: 150_000 });
      await expectAllFiles(join(folder, server.special.series));

      const permId = await uploadNotebook(page, home);
      expect(server.control.dataSetCodes().filter((code) => code === permId)).toHaveLength(1);
      for (const name of notebookFiles) await expect(openbis.files.getByText(name, { exact: true })).toBeVisible();
      await openbis.lookInto('analysis.ipynb');
      await expect(openbis.preview.getByRole('heading', { name: 'Mean of the series' })).toBeVisible();
    } finally {
      await context.close();
      await core.stop();
    }
  });

  async function startDownload(page: Page, folder: string): Promise<void> {
    const openbis = new Openbis(page);
    await openbis.openFromTable('series of 500 files');
    await page.getByRole('button', { name: 'Download…' }).click();
    await openbis.downloadDialog.getByRole('textbox', { name: 'Folder' }).fill(folder);
    await expect(openbis.downloadDialog.getByText(/^500 files, 10\sMB/)).toBeVisible();
    server.control.setFaults([...faults, halt]);
    await page.keyboard.press('Control+Enter');
    await expect(openbis.downloadDialog).toBeHidden();
  }

  /** Each has the checksum that the server tells somebody else. */
  async function expectAllFiles(target: string): Promise<void> {
    server.control.setFaults([]);
    const judge = createOpenbisClient({ url: server.url, login: { user: 'admin', password: 'admin' }, name: 'judge' });
    expect(await wrongFiles(judge, server.special.series, target)).toEqual([]);
    await judge.close();
  }

  /** The answer to the registration gets lost on its way. */
  async function uploadNotebook(page: Page, home: string): Promise<string> {
    const openbis = new Openbis(page);
    const before = new Set(server.control.dataSetCodes());
    const folder = join(home, 'notebook');
    writeNotebook(folder);
    server.control.setFaults([{ name: 'lostanswer', path: '#createUploadedDataSet' }]);
    // Whether it is open still depends on how soon the kill came.
    await openbis.openByPalette('series of 500 files');
    await page.getByRole('button', { name: 'Upload a child…' }).click();
    await openbis.chooseOption(/^Dataset type/, /^RAW_DATA/);
    await openbis.uploadDialog.getByRole('textbox', { name: /^Name/ }).fill('Mean of the series');
    for (const name of notebookFiles) await openbis.addPath(join(folder, name));
    await page.keyboard.press('Control+Enter');
    await expect(openbis.uploadDialog.getByText(/^The dataset \d+-\d+ is registered\.$/)).toBeVisible({
      timeout: 60_000,
    });
    const added = server.control.dataSetCodes().filter((code) => !before.has(code));
    expect(added).toHaveLength(1);
    await openbis.uploadDialog.getByRole('button', { name: 'Open the dataset' }).click();
    await expect(page.getByRole('heading', { name: 'Mean of the series' })).toBeVisible();
    return added[0] ?? '';
  }
});

function writeNotebook(folder: string): void {
  mkdirSync(folder);
  const cell = { cell_type: 'markdown', metadata: {}, source: ['# Mean of the series\n'] };
  const notebook = { cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 };
  const contents = [JSON.stringify(notebook), 'frame,mean\n1,0.5\n', 'numpy==2.1.0\n', 'python-3.12\n'];
  for (const [index, name] of notebookFiles.entries()) writeFileSync(join(folder, name), contents[index] ?? '');
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { type ServeAnswer, startServe } from '../e2e/fixtures/quarry-process.ts';
import { Collections } from '../e2e/pages/collections.ts';
import { CrawlersPage, writeCrawler } from '../e2e/pages/crawlers.ts';
import { Exports } from '../e2e/pages/exports.ts';
import { Jupyter } from '../e2e/pages/jupyter.ts';
import { Mining } from '../e2e/pages/mining.ts';
import { Openbis } from '../e2e/pages/openbis.ts';
import { OutboxPage } from '../e2e/pages/outbox.ts';
import { Publishing } from '../e2e/pages/publishing.ts';
import { Queries } from '../e2e/pages/queries.ts';
import { QueryEditor } from '../e2e/pages/query-editor.ts';
import { storySeries, Workbench } from '../e2e/pages/workbench.ts';
import { findOrInstallBrowser } from './browser.ts';
import { buildTargets } from './build/targets.ts';
import { root } from './root.ts';

/** Images further down are loaded only when they are scrolled to. */
const seenImagesAreComplete =
  '[...document.images].every((image) => image.complete || image.getBoundingClientRect().top > innerHeight)';

/** Every screen in both colour schemes, from the demo, into docs/screenshots. */
const say = (line: string): void => console.error(line);
const folder = join(root, 'docs/screenshots');
mkdirSync(folder, { recursive: true });
await buildTargets(root, ['renderer'], { say });
const browser = await chromium.launch({ executablePath: findOrInstallBrowser(say), args: ['--no-sandbox'] });

try {
  for (const scheme of ['light', 'dark'] as const) await takeAll(scheme);
} finally {
  await browser.close();
}

async function takeAll(scheme: 'light' | 'dark'): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'quarry-screens-'));
  const served = await startServe(home);
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme: scheme,
    timezoneId: 'Europe/Berlin',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  const take = async (name: string): Promise<void> => {
    // Toasts and late thumbnails belong to no screen.
    await page.waitForTimeout(900);
    for (let tries = 0; tries < 50 && !(await page.evaluate(seenImagesAreComplete)); tries++)
      await page.waitForTimeout(200);
    await page.screenshot({ path: join(folder, `${name}-${scheme}.png`) });
    say(`${name}-${scheme}.png`);
  };
  try {
    await page.goto(served.answer.address);
    await walk(page, served.answer, take);
  } finally {
    await context.close();
    await served.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function walk(page: Page, host: ServeAnswer, take: (name: string) => Promise<void>): Promise<void> {
  const workbench = new Workbench(page);
  await page.getByRole('button', { name: 'Start the demo' }).waitFor();
  await take('01-start');
  await page.getByRole('button', { name: /^Add/ }).first().click();
  await page.getByRole('dialog').waitFor();
  await take('02-connection');
  await workbench.closeDialog();
  await workbench.startDemo();
  await take('03-series');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('26S-00');
  await page.getByText(/\d+ matches/).waitFor();
  await take('04-palette');
  await page.keyboard.press('Escape');
  await workbench.plotConductivity();
  await take('05-figure');
  await workbench.openAttach();
  await take('06-attach');
  await page.keyboard.press('Control+Enter');
  await workbench.expectWritten();
  await take('07-attached');
  await page.getByRole('button', { name: /Show result/ }).click();
  await take('08-result');
  await workbench.openMemberByPalette('26S-005');
  await take('09-sample');
  await page.keyboard.press('Control+j');
  await take('10-jobs');
  await page.keyboard.press('Control+j');
  await new OutboxPage(page).open();
  await page.getByRole('button', { name: /^Result: Conductivity/ }).click();
  await take('24-outbox');
  const crawlers = new CrawlersPage(page);
  await crawlers.open();
  await crawlers.add(writeCrawler(mkdtempSync(join(tmpdir(), 'quarry-screens-crawler-'))));
  await crawlers.tab('Dry run').click();
  await page.getByRole('button', { name: 'Look what a run would do' }).click();
  await page.getByRole('table', { name: 'What a run would do' }).waitFor();
  await take('37-crawlers');
  await page.keyboard.press('Control+,');
  await take('11-settings');
  await page.keyboard.press('F1');
  await take('12-shortcuts');
  await workbench.openSolarSeries('hmi', 'hmi.V_45s');
  await take('14-drms-series');
  await page.getByRole('button', { name: 'Query records' }).click();
  await page.getByText('2025.12.31_00:00:45_TAI', { exact: true }).waitFor();
  await page.locator('.js-plotly-plot .scatterlayer .trace').first().waitFor();
  await take('15-records');
  const records = page.getByRole('region', { name: /^Records of/ });
  await records.getByRole('columnheader', { name: /^QUALITY/ }).focus();
  await page.keyboard.press('Alt+ArrowDown');
  await page.getByRole('form', { name: 'Filter of QUALITY' }).getByRole('checkbox', { name: 'no image' }).check();
  await take('17-records-filter');
  await page.keyboard.press('Enter');
  await records.getByText('2025.12.31_00:00:45_TAI', { exact: true }).click();
  await records.getByText('2025.12.31_00:06:00_TAI', { exact: true }).click({ modifiers: ['Shift'] });
  await take('18-records-selection');
  await page.keyboard.press('Control+e');
  await page.getByRole('dialog').waitFor();
  await take('16-export');
  const exports = new Exports(page);
  await exports.dialog.getByRole('button', { name: 'Add a step' }).click();
  await page.getByRole('menuitem', { name: /^Cut out a part/ }).click();
  await exports.dialog.getByText('Template', { exact: true }).click();
  await exports.dialog.getByText(/^Images of/).waitFor();
  await take('19-export-cut-out');
  await exports.dialog.getByRole('button', { name: 'Leave out Cut out a part' }).click();
  await exports.writeList(['01', '02', '03'].map((day) => `hmi.V_45s[2016.04.${day}_TAI/1d@1h]{Dopplergram}`));
  await exports.dialog.getByText(/3 requests\.$/).waitFor();
  await page.keyboard.press('Control+Enter');
  await exports.dialog.waitFor({ state: 'hidden' });
  await exports.showTransfers();
  await exports.transfers.getByText('Done, verified').first().waitFor();
  await exports.transfers.getByRole('row', { name: /^Part 1 / }).click();
  await take('20-transfers');
  await page.keyboard.press('Control+j');
  await page.keyboard.press('Control+,');
  await page.getByRole('heading', { name: 'Solar data servers' }).scrollIntoViewIfNeeded();
  await take('21-settings-servers');
  await takeQueries(page, workbench, take);
  await takeSql(page, workbench, take);
  await takeOpenbis(page, take);
  await takeJupyter(page, take);
  await workbench.openFits(join(root, 'app/domain/fits/fixtures/cube-i16.fits'));
  await page.locator('canvas[data-drawn="true"]').waitFor();
  await page.getByRole('application').hover();
  await take('22-fits');
  await page.getByRole('tab', { name: 'Header' }).click();
  await take('23-fits-header');
  await takeMining(page, take);
  await takeFind(page, take);
  await takePublishing(page, take);
  await takeCollections(page, take);
  await takeSavedQuery(new Queries(page, host), workbench, take);
  await page.setViewportSize({ width: 1100, height: 700 });
  await workbench.openMemberByPalette('26S-001');
  await take('13-sample-1100');
}

async function takeMining(page: Page, take: (name: string) => Promise<void>): Promise<void> {
  const mining = new Mining(page);
  await mining.workbench.openSeriesByPalette(storySeries);
  await mining.openFromSeries();
  await mining.choose('Thickness of Layer thickness measurement');
  await mining.choose('Number of PDS measurement');
  await mining.choose('Timestamp of Conductivity measurement');
  await mining.choose('Purpose of Sample');
  await mining.compute('half', 'ln(thickness) / 2');
  await take('47-mining-columns');
  await mining.make();
  await mining.grid
    .getByRole('gridcell', { name: /^\d{3,4}$/ })
    .first()
    .click();
  await mining.show('Correlation');
  await page.getByText(/Line: slope/).waitFor();
  await take('48-mining');
}

async function takeFind(page: Page, take: (name: string) => Promise<void>): Promise<void> {
  await page.keyboard.press('Control+Shift+F');
  await page.getByRole('textbox', { name: 'Find in everything kept here' }).fill('thickness 26S');
  await page.getByRole('region', { name: 'Kind' }).waitFor();
  await take('60-find');
}

async function takePublishing(page: Page, take: (name: string) => Promise<void>): Promise<void> {
  const publishing = new Publishing(page);
  await publishing.openOfTopic('Thin-film silicon');
  await take('52-publish-recipe');
  await publishing.preview(5);
  await take('53-publish-preview');
  await publishing.publish('2 figures');
  await publishing.outcomes.getByText('Created').nth(1).waitFor();
  await take('54-publish-outcomes');
}

async function takeCollections(page: Page, take: (name: string) => Promise<void>): Promise<void> {
  const collections = new Collections(page);
  const { workbench } = collections;
  await workbench.openSeriesByPalette(storySeries);
  await collections.addByKeys('Anneal 180');
  await workbench.openMemberByPalette('26S-001');
  await collections.addByKeys('Anneal 180');
  await workbench.openMemberByPalette('26S-005');
  await collections.addByKeys('Anneal 180');
  await workbench.openSolarSeries('hmi', 'hmi.V_45s');
  await page.keyboard.press('Control+d');
  await page.getByRole('dialog', { name: 'Add to collection' }).waitFor();
  await take('60-collection-add');
  await page.keyboard.press('Enter');
  await collections.open('Anneal 180');
  await collections.writeNotes('Thickness **first**, then the activation energies.');
  await collections.focus('26S-005');
  await take('61-collection');
}

async function takeSavedQuery(
  queries: Queries,
  workbench: Workbench,
  take: (name: string) => Promise<void>,
): Promise<void> {
  const { page } = queries;
  const recordSet = 'hmi.V_45s[2016.04.02_TAI/20m]';
  await workbench.openSeriesByPalette('hmi.V_45s');
  await page.getByRole('button', { name: 'Query records' }).click();
  await queries.save(recordSet, 'Twenty minutes');
  const recnums = await queries.recnums(recordSet);
  await queries.revise({ gone: recnums.slice(3, 6) });
  await queries.open('Twenty minutes');
  await page.getByRole('button', { name: 'Run query' }).click();
  await page.getByText(/^One answer is kept/).waitFor();
  const values = [8, 11, 12].map((place) => ({ recnum: recnums[place], keyword: 'DATAMEAN', value: place / 8 }));
  await queries.revise({
    gone: [recnums[20]],
    values: [...values, { recnum: recnums[9], keyword: 'QUALITY', value: 1024 }],
  });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page
    .getByText(/came, 1 went/)
    .first()
    .waitFor();
  await take('55-query-changes');
  await workbench.typeInPalette('>history of questions');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Filter history' }).waitFor();
  await take('56-history');
}

async function takeJupyter(page: Page, take: (name: string) => Promise<void>): Promise<void> {
  const jupyter = new Jupyter(page);
  await jupyter.open();
  const address = await jupyter.switchOn();
  const headers = { authorization: `token ${await jupyter.showToken()}` };
  await page.getByRole('button', { name: 'Hide token' }).click();
  for (const path of ['conns', 'datasetTypes/Demo%20openBIS', 'sample/Demo%20openBIS//LAB/LOOSE1'])
    await (await fetch(`${address}openbis/${path}`, { headers })).text();
  await jupyter.add('origin', 'http://localhost:8888');
  await take('45-jupyter');
  await jupyter.calls.last().scrollIntoViewIfNeeded();
  await take('46-jupyter-calls');
}

async function takeOpenbis(page: Page, take: (name: string) => Promise<void>): Promise<void> {
  const openbis = new Openbis(page);
  await openbis.logIn();
  await openbis.openByTree('LAB', 'PROJ', 'EXP1 Trial of the new oven');
  await openbis.openFromTable('/LAB/PROJ/S1');
  await take('40-openbis-object');
  await openbis.openFromTable('How the cells compare');
  await openbis.lookInto('compare.ipynb');
  await openbis.preview.getByRole('img', { name: 'Output of the cell' }).waitFor();
  await take('41-openbis-notebook');
  await openbis.openByPalette('efficiencies');
  await openbis.lookInto('film.fits');
  await openbis.preview.locator('canvas[data-drawn="true"]').waitFor();
  await take('42-openbis-fits');
  await page.keyboard.press('Control+e');
  await openbis.downloadDialog.getByText(/^2 files,/).waitFor();
  await take('43-openbis-download');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Upload a child…' }).click();
  await openbis.chooseOption(/^Dataset type/, /^MEASUREMENT/);
  await openbis.uploadDialog.getByRole('textbox', { name: /^Method/ }).fill('IV sweep');
  await openbis.uploadDialog.getByRole('textbox', { name: /^Repetitions/ }).fill('three');
  const folder = join(tmpdir(), 'PVK-121');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'curve.csv'), 'x,y\n1,2\n');
  await openbis.addPath(folder);
  await openbis.uploadDialog.getByRole('button', { name: 'Upload', exact: true }).click();
  await openbis.uploadDialog.getByText('Instrument is mandatory.').first().waitFor();
  await take('44-openbis-upload');
  rmSync(folder, { recursive: true });
  await page.keyboard.press('Escape');
}

async function takeSql(page: Page, workbench: Workbench, take: (name: string) => Promise<void>): Promise<void> {
  await workbench.typeInPalette('>SQL over kept tables');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'SQL statement' }).click();
  await page.keyboard.type('SELECT T_REC, DATAMEAN, DATARMS\nFROM hmi_v_45s WHERE DATAMEAN > 0 ORDER BY DATARMS');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/rows, /).waitFor();
  await take('33-sql');
  await page.keyboard.press('Control+Shift+e');
  await take('34-save-table');
  await page.keyboard.press('Escape');
}

async function takeQueries(page: Page, workbench: Workbench, take: (name: string) => Promise<void>): Promise<void> {
  const tree = page.getByRole('tree', { name: 'Solar data' });
  await tree.getByText('hmi.V_45s', { exact: true }).click();
  await page.getByRole('button', { name: 'Query records' }).click();
  const editor = new QueryEditor(page);
  await editor.text.waitFor();
  await page.keyboard.press('Control+Alt+f');
  await editor.text.fill('hmi.V_45s[2016.04.01_TAI/1d@6h][? CAMERA = 2 and DATA');
  await editor.append('M');
  await editor.expectOffer('DATAMEAN');
  await take('30-query-completion');
  await editor.text.fill('hmi.V_45s[2016.04.01_TAI/1d@6h][? CAMERA = 2 and DATAMEAN >= -1000 ?]');
  await page.getByText(/if exported/).waitFor();
  await take('31-query-form');
  await workbench.typeInPalette('>search series of demo');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Search series of Demo DRMS' }).fill('vector');
  await page.getByRole('row', { name: /hmi\.B_720s/ }).waitFor();
  await take('32-series-search');
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dropFile } from '../../fixtures/drop-file.ts';
import { answerSaveDialogs } from '../../fixtures/save-dialog.ts';
import { shareWindow } from '../../fixtures/shared-window.ts';
import { expect, test } from '../../fixtures/test.ts';
import { Collections } from '../../pages/collections.ts';
import { Mining } from '../../pages/mining.ts';
import { Queries } from '../../pages/queries.ts';
import { storySeries, Workbench } from '../../pages/workbench.ts';

/** Processes of the core are started when they are first needed. */
const slowly = { timeout: 60_000 };
const recordSet = 'hmi.V_45s[2016.04.01_TAI/6m]';

// The desktop differs from a browser in its engine, its file dialogs and its clipboard; each capability is touched there once.
test.describe('one window', () => {
  test.describe.configure({ mode: 'serial', timeout: 120_000 });

  const shared = shareWindow(({ page }) => new Workbench(page).startDemo());

  test('A6: a process is found by words that are misspelled, a sample by keys alone @smoke', async () => {
    const { page } = shared();
    const workbench = new Workbench(page);
    const palette = page.getByRole('dialog');
    await workbench.typeInPalette('thicknes mesur');
    await expect(palette.getByText('Layer thickness measurement').first()).toBeVisible(slowly);
    await page.keyboard.press('Escape');
    await workbench.typeInPalette('@26S-003');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: '26S-003', exact: true }).first()).toBeVisible(slowly);
  });

  test('A7: a sample and a series are put into a collection, and taken out again @smoke', async () => {
    const { page } = shared();
    const collections = new Collections(page);
    await collections.addByKeys('Anneal');
    await collections.workbench.openSeriesByPalette(storySeries);
    await collections.addByKeys('Anneal');
    await collections.open('Anneal');
    await collections.expectThings(['26S-003', storySeries]);
    await collections.focus('26S-003');
    await page.keyboard.press('Delete');
    await collections.expectThings([storySeries]);
    await page.keyboard.press('Control+z');
    await collections.expectThings(['26S-003', storySeries]);
  });

  test('E2: a figure is drawn, and says other units @smoke', async () => {
    const { page } = shared();
    const workbench = new Workbench(page);
    await workbench.openSeriesByPalette(storySeries);
    await workbench.plotConductivity();
    await page.getByText('Details', { exact: true }).click();
    const details = page.getByRole('region', { name: 'Details of the figure' });
    await details.getByText('°C', { exact: true }).click();
    await expect(page.locator('.js-plotly-plot .x2title')).toHaveText('T (°C)');
  });

  test('E6: the figure is copied as code @smoke', async () => {
    const { page, electronApp } = shared();
    await page.getByRole('toolbar', { name: 'Figure' }).getByRole('button', { name: 'Copy as code' }).click();
    await page.getByRole('menuitem', { name: 'quarry (command line)' }).click();
    await expect
      .poll(() => electronApp.evaluate(({ clipboard }) => clipboard.readText()))
      .toContain(`quarry figure conductivity --series '${storySeries}'`);
  });

  test('E3: the figure is saved as a picture, and is live again when that is dropped on the window @smoke', async () => {
    const { page, electronApp, home } = shared();
    const workbench = new Workbench(page);
    const path = join(home, 'figure.svg');
    await answerSaveDialogs(electronApp, path);
    await workbench.typeInPalette('>Export figure as SVG');
    await page.keyboard.press('Enter');
    await expect.poll(() => existsSync(path), slowly).toBe(true);
    const tab = page.getByRole('tab', { name: /^Conductivity/ });
    await page.keyboard.press('Control+w');
    await expect(tab).toHaveCount(0);
    await dropFile(page, 'figure.svg', readFileSync(path));
    await expect(page.getByText('Opened from figure.svg.')).toBeVisible(slowly);
    await workbench.expectFigure();
  });

  test('E4: fields of the samples become a table with its statistics @smoke', async () => {
    const { page } = shared();
    const mining = new Mining(page);
    await mining.workbench.openSeriesByPalette(storySeries);
    await mining.openFromSeries();
    await mining.choose('Thickness of Layer thickness measurement');
    await mining.compute('half', 'thickness / 2');
    await mining.make();
    await expect(mining.grid.getByText('26S-012')).toBeVisible(slowly);
    await mining.show('Correlation');
    await expect(page.getByRole('button', { name: 'half and thickness: 1.00, 12 rows' })).toBeVisible(slowly);
  });

  test('A8: a query is saved, run, and compared with its answer before @smoke', async () => {
    const { page } = shared();
    await new Workbench(page).openAddress('records', 'demo', recordSet);
    await expect(page.getByText('8 records', { exact: true })).toBeVisible(slowly);
    const queries = new Queries(page);
    await queries.save(recordSet, 'Six minutes');
    await queries.open('Six minutes');
    await page.getByRole('button', { name: 'Run query' }).click();
    await expect(page.getByText(/^One answer is kept: .*, 8 rows/)).toBeVisible(slowly);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByText('Nothing changed: 8 rows as before')).toBeVisible(slowly);
  });

  test('E7: tables of two systems are joined by SQL @smoke', async () => {
    const { page } = shared();
    await new Workbench(page).typeInPalette('>SQL over kept tables');
    await page.keyboard.press('Enter');
    const tables = page.getByRole('complementary', { name: 'Tables' });
    await expect(tables.getByRole('button', { name: 'hmi_v_45s', exact: true })).toBeVisible(slowly);
    const mined = await tables
      .getByRole('button', { name: /^mining_/ })
      .first()
      .innerText();
    await page
      .getByRole('textbox', { name: 'SQL statement' })
      .fill(`SELECT sample, thickness, DATAMEAN FROM ${mined} CROSS JOIN hmi_v_45s`);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(/^96 rows, /)).toBeVisible(slowly);
    const head = page.getByRole('region', { name: 'Answer' }).getByRole('columnheader', { name: /^thickness/ });
    await expect(head).toContainText('nm');
  });

  test('E5: the answer is saved for another program, with its units @smoke', async () => {
    const { page, electronApp, home } = shared();
    const path = join(home, 'answer.ecsv');
    await answerSaveDialogs(electronApp, path);
    await page.getByRole('button', { name: 'Save table' }).click();
    await page.getByRole('menuitem', { name: /^ECSV/ }).click();
    await expect(page.getByText(/^Saved answer\.ecsv: 96 rows/)).toBeVisible(slowly);
    const [about, rows] = [/^#/, /^[^#]/].map((start) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => start.test(line)),
    );
    expect(about?.join('\n')).toContain('name: "thickness", unit: "nm"');
    expect(rows).toHaveLength(97);
  });
});

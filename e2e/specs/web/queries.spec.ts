import { expect, test } from '../../fixtures/test.ts';
import { expectNoViolations } from '../../fixtures/violations.ts';
import { Queries } from '../../pages/queries.ts';
import { Workbench } from '../../pages/workbench.ts';

/** The column engine is started when it is first needed. */
const slowly = { timeout: 60_000 };
const recordSet = 'hmi.V_45s[2016.04.01_TAI/6m]';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`saved queries in ${colorScheme} colours @long`, () => {
    test.use({ colorScheme });
    test.setTimeout(180_000);

    test('A8: a saved query shows what came, went and changed at the server, cell by cell', async ({
      page,
      served,
    }) => {
      const queries = new Queries(page, served);
      await queries.saveRecords(recordSet, 'Six minutes');
      const recnums = await queries.recnums(recordSet);
      await queries.revise({ gone: [recnums[0]] });
      await queries.open('Six minutes');
      await page.getByRole('button', { name: 'Run query' }).click();
      await expect(page.getByText(/^One answer is kept: .*, 7 rows/)).toBeVisible(slowly);
      await expectNoViolations(page, ['main']);

      await queries.revise({ gone: [recnums[2]], values: [{ recnum: recnums[3], keyword: 'QUALITY', value: 1024 }] });
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await expect(page.getByText('1 came, 1 went, 1 changed in 1 cell, 5 as before')).toBeVisible(slowly);
      await expect(queries.changes.getByRole('gridcell', { name: /→ 0x00000400/ })).toBeVisible(slowly);
      await expect(queries.changes.getByRole('gridcell', { name: 'came', exact: true })).toHaveCount(1);
      await page.keyboard.press('F8');
      await expect(queries.changes.locator('.ag-cell-focus')).toHaveCount(1);
      await expectNoViolations(page, ['main', 'nav']);

      await page.getByRole('button', { name: '1 went' }).click();
      await expect(queries.changes.getByRole('gridcell', { name: 'went', exact: true })).toBeVisible(slowly);
      await expect(queries.changes.getByRole('gridcell', { name: 'came', exact: true })).toHaveCount(0);
    });
  });
}

test('A8: everything that was asked is found in the history, opened again and saved with a schedule', async ({
  page,
  served,
}) => {
  const queries = new Queries(page, served);
  await queries.saveRecords(recordSet, 'Six minutes');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('region', { name: /^Records of.*6m/ })).toBeVisible(slowly);
  await new Workbench(page).typeInPalette('>history of questions');
  await page.keyboard.press('Enter');
  const filter = page.getByRole('textbox', { name: 'Filter history' });
  await filter.fill('6m demo');
  await expect(page.getByText('1 question', { exact: true })).toBeVisible(slowly);
  await expectNoViolations(page, ['main']);
  await page.getByRole('button', { name: `Save ${recordSet}` }).click();
  const dialog = page.getByRole('dialog', { name: 'Save query' });
  await dialog.getByLabel('Name of the query').fill('Each morning');
  await dialog.getByLabel('Run by itself').selectOption('Every so many days');
  await dialog.getByRole('button', { name: 'Save query' }).click();
  await queries.open('Each morning');
  await expect(page.getByText(/^Runs every day at 06:30, next /)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(queries.saved.getByText('Each morning')).toHaveCount(0);
  await page.keyboard.press('Control+Shift+z');
  await expect(queries.saved.getByText('Each morning')).toBeVisible();
  await new Workbench(page).typeInPalette('>history of questions');
  await page.keyboard.press('Enter');
  await filter.fill('nothing like this');
  await expect(page.getByText('No question fits the filter.')).toBeVisible();
});

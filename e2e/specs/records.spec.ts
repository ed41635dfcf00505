import { expect, test } from '../fixtures/test.ts';
import { fillEditor } from '../pages/query-editor.ts';
import { Workbench } from '../pages/workbench.ts';

test.describe('records of a DRMS series', () => {
  test.beforeEach(async ({ page }) => {
    const workbench = new Workbench(page);
    await workbench.startDemo();
    await workbench.openSolarSeries('hmi', 'hmi.V_45s');
  });

  test('from the tree to a table and a plot @smoke', async ({ page }) => {
    await expect(page.getByText('Dopplergrams with a cadence of 45 seconds')).toBeVisible();
    await page.getByRole('button', { name: 'Query records' }).click();
    const grid = page.getByRole('region', { name: /^Records of/ });
    await expect(grid.getByText('2025.12.31_00:00:45_TAI', { exact: true })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('1,920 records', { exact: true })).toBeVisible();
    // Sorted by the core, not by the rows that happen to be here.
    const head = grid.getByRole('columnheader', { name: /^T_REC/ });
    await head.focus();
    await page.keyboard.press('Enter');
    await expect(head).toHaveAttribute('aria-sort', 'ascending');
    await page.keyboard.press('Enter');
    await expect(head).toHaveAttribute('aria-sort', 'descending');
    await expect(grid.getByText('2025.12.31_23:59:15_TAI', { exact: true })).toBeVisible();
    await expect(page.locator('.js-plotly-plot .scatterlayer .trace').first()).toBeVisible({ timeout: 30_000 });
  });

  test('the editor completes, counts, and says where a record set is wrong', async ({ page }) => {
    await page.getByRole('button', { name: 'Query records' }).click();
    const editor = page.getByRole('combobox', { name: 'Record set' });
    await fillEditor(editor, 'hmi.V_45s[2016.04.01_TAI/1d@6h]');
    await expect(page.getByText(/^4 records, about/)).toBeVisible();
    await fillEditor(editor, 'hmi.V_45s[2016.04.01_TAI/1d@6h]{Dop');
    await editor.press('Control+Space');
    await expect(page.getByRole('option', { name: /Dopplergram/ })).toBeVisible();
    await editor.press('Tab');
    await expect(editor).toHaveText('hmi.V_45s[2016.04.01_TAI/1d@6h]{Dopplergram');
    await expect(editor).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeDisabled();
    await fillEditor(editor, 'hmi.V_45s[2016.04.01_TAI/1d@6h]{Dopplergram}');
    await editor.press('Enter');
    await expect(page.getByText('4 records', { exact: true })).toBeVisible({ timeout: 30_000 });
  });

  test('an export becomes a job that ends with its files', async ({ page }) => {
    await page.getByRole('button', { name: 'Query records' }).click();
    const editor = page.getByRole('combobox', { name: 'Record set' });
    await fillEditor(editor, 'hmi.V_45s[2016.04.01_TAI/1d@6h]');
    await page.getByRole('button', { name: 'Export…', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Export from Demo DRMS' });
    await expect(dialog.getByText(/^4 records × 1 segment\./)).toBeVisible();
    await dialog.getByRole('button', { name: 'Start export' }).click();
    await expect(page.getByText(/^Export hmi\.V_45s.* from Demo DRMS: done\.$/)).toBeVisible({ timeout: 40_000 });
  });

  test('a range of the plot selects records, times are told in UTC, and the table opens again as it was left', async ({
    page,
  }) => {
    await page.getByRole('button', { name: 'Query records' }).click();
    const grid = page.getByRole('region', { name: /^Records of/ });
    await expect(grid.getByText('2025.12.31_00:00:45_TAI', { exact: true })).toBeVisible({ timeout: 30_000 });
    await expect(page.locator('.js-plotly-plot .scatterlayer .trace').first()).toBeVisible({ timeout: 30_000 });
    const plot = page.locator('[aria-roledescription="figure"]').last();
    await plot.focus();
    for (const key of ['ArrowRight', 's', 'ArrowRight', 'ArrowRight', 's']) await page.keyboard.press(key);
    await expect(page.getByText(/^\d selected$/)).toBeVisible();
    await page.keyboard.press('t');
    await expect(page.getByRole('region', { name: 'Points of the plot' })).toBeVisible();
    await page.getByRole('combobox', { name: 'Scale of times' }).click();
    await page.getByRole('option', { name: 'Times in UTC' }).click();
    await expect(grid.getByText('2025.12.30_23:59:23_UTC', { exact: true })).toBeVisible();
    await grid
      .getByRole('columnheader', { name: /^T_REC/ })
      .getByText('T_REC')
      .click();
    const head = grid.getByRole('columnheader', { name: /^T_REC/ });
    await expect(head).toHaveAttribute('aria-sort', 'ascending');
    const usualWidth = (await head.boundingBox())?.width ?? 0;
    await head.focus();
    for (let step = 0; step < 3; step++) await page.keyboard.press('Alt+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(async () => (await head.boundingBox())?.width).toBeGreaterThan(usualWidth);
    const width = (await head.boundingBox())?.width;
    const place = await head.getAttribute('aria-colindex');
    const workbench = new Workbench(page);
    await workbench.typeInPalette('kept table');
    await page
      .getByRole('dialog')
      .getByText(/^Kept table, 1,920 records/)
      .first()
      .click();
    await expect(page.getByRole('button', { name: 'Ask again' })).toBeVisible();
    await expect(grid.getByText('2025.12.30_23:59:23_UTC', { exact: true })).toBeVisible();
    await expect(grid.getByRole('columnheader', { name: /^T_REC/ })).toHaveAttribute('aria-sort', 'ascending');
    await expect(page.getByRole('region', { name: 'Points of the plot' })).toBeVisible();
    expect((await head.boundingBox())?.width).toBe(width);
    await expect(head).toHaveAttribute('aria-colindex', place ?? '');
    expect(place).toBe('3');
  });

  test('no records are said in words', async ({ page }) => {
    await page.getByRole('button', { name: 'Query records' }).click();
    const editor = page.getByRole('combobox', { name: 'Record set' });
    await fillEditor(editor, 'hmi.V_45s[1996.04.01_TAI]');
    await expect(page.getByText('0 records. Nothing fits; widen the record set.')).toBeVisible();
    await editor.press('Enter');
    await expect(page.getByText('No records.')).toBeVisible({ timeout: 30_000 });
  });
});

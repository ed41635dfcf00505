import { expect, test } from '../../fixtures/test.ts';
import { Workbench } from '../../pages/workbench.ts';

test.describe('records of a DRMS series', () => {
  test.beforeEach(async ({ page }) => {
    const workbench = new Workbench(page);
    await workbench.startDemo();
    await workbench.openSolarSeries('hmi', 'hmi.V_45s');
  });

  test('filter, sort by several columns, select, copy, and export exactly these @long', async ({ page }) => {
    await page.getByRole('button', { name: 'Query records' }).click();
    const grid = page.getByRole('region', { name: /^Records of/ });
    await expect(grid.getByText('2025.12.31_00:00:45_TAI', { exact: true })).toBeVisible({ timeout: 30_000 });
    // A filter, by keyboard alone.
    const quality = grid.getByRole('columnheader', { name: /^QUALITY/ });
    await quality.focus();
    await page.keyboard.press('Alt+ArrowDown');
    const filter = page.getByRole('form', { name: 'Filter of QUALITY' });
    await filter.getByRole('checkbox', { name: 'no image' }).check();
    await page.keyboard.press('Enter');
    const bar = page.getByRole('region', { name: 'Filters and selection' });
    await expect(bar.getByText('1,910 of 1,920 records')).toBeVisible();
    await expect(bar.getByText('QUALITY without flag “no image”')).toBeVisible();
    // Two columns order the rows.
    await quality.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect(quality).toHaveAttribute('aria-sort', 'descending');
    const time = grid.getByRole('columnheader', { name: /^T_REC/ });
    await time.focus();
    await page.keyboard.press('Shift+Enter');
    await expect(time).toHaveAttribute('aria-sort', 'ascending');
    await expect(quality).toHaveAttribute('aria-sort', 'descending');
    await expect(grid.getByText('0x00000400').first()).toBeVisible();
    // Three rows, of which one is taken out again.
    const rowAt = (index: number) => grid.locator(`[role="row"][row-index="${index}"] [col-id="0"]`);
    await rowAt(1).click();
    await rowAt(3).click({ modifiers: ['Shift'] });
    await expect(bar.getByText('3 selected')).toBeVisible();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Space');
    await expect(bar.getByText('2 selected')).toBeVisible();
    await expect(grid.locator('[role="row"][aria-selected="true"] [col-id="0"]')).toHaveCount(2);
    await page
      .context()
      .grantPermissions(['clipboard-read', 'clipboard-write'])
      .catch(() => undefined);
    await page.keyboard.press('Control+c');
    await expect(page.getByText('Copied 2 records.')).toBeVisible();
    // The filter goes, the selection stays, and is what is exported.
    await bar.getByRole('button', { name: /^Remove the filter/ }).click();
    await expect(bar.getByText('1,920 records', { exact: true })).toBeVisible();
    await bar.getByRole('button', { name: 'Export these…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export from Demo DRMS' });
    await expect(dialog.getByText(/^2 records × 1 segment\./)).toBeVisible();
  });
});

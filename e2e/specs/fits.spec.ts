import { expect, test } from '../fixtures/test.ts';
import { fillEditor } from '../pages/query-editor.ts';
import { Workbench } from '../pages/workbench.ts';

test('from a record to its picture, header and the next record @smoke', async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.startDemo();
  await workbench.openSolarSeries('hmi', 'hmi.V_45s');
  await page.getByRole('button', { name: 'Query records' }).click();
  const editor = page.getByRole('combobox', { name: 'Record set' });
  await fillEditor(editor, 'hmi.V_45s[2016.04.01_TAI/1d@6h]{Dopplergram}');
  await editor.press('Enter');
  const grid = page.getByRole('region', { name: /^Records of/ });
  // The path stands in the last columns, which the grid draws once they are seen.
  await grid.getByText('2016.04.01_00:00:00_TAI', { exact: true }).click();
  await page.keyboard.press('End');
  await grid.getByRole('button', { name: 'View Dopplergram' }).first().click();

  const picture = page.getByRole('application', { name: /^Picture of/ });
  await expect(picture).toHaveAttribute('data-drawn', 'true', { timeout: 30_000 });
  await expect(page.getByText('record 1 of 4')).toBeVisible();
  await expect(page.getByText('Checksums are right')).toBeVisible();
  await picture.focus();
  await page.keyboard.press('Shift+ArrowRight');
  const readout = page.getByText(/m\/s$/).first();
  await expect(readout).toBeVisible();
  await page.keyboard.press('+');
  await page.getByRole('combobox', { name: 'Stretch' }).click();
  await page.getByRole('option', { name: 'Asinh' }).click();
  await expect(picture).toHaveAttribute('data-drawn', 'true');

  await page.getByRole('tab', { name: 'Header' }).click();
  await page.getByRole('textbox', { name: 'Search the header' }).fill('bscale');
  await expect(page.getByText(/^1 of \d+ cards$/)).toBeVisible();

  await page.getByRole('button', { name: 'Next file' }).click();
  await expect(page.getByText('record 2 of 4')).toBeVisible();
  // The search stays while one leafs.
  await expect(page.getByText(/^1 of \d+ cards$/)).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.getByText('record 1 of 4')).toBeVisible();
});

import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from '../../fixtures/test.ts';
import { expectNoViolations } from '../../fixtures/violations.ts';
import { Workbench } from '../../pages/workbench.ts';

async function saved(page: Page, format: string): Promise<{ name: string; text: string }> {
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: new RegExp(`^${format}`) }).click();
  const file = await download;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`tables that leave Quarry, in ${colorScheme} colours`, () => {
    test.use({ colorScheme, permissions: ['clipboard-read', 'clipboard-write'] });

    test('E5: records as they are looked at, their question as code, and an answer to SQL @long', async ({ page }) => {
      const workbench = new Workbench(page);
      await workbench.startDemo();
      await workbench.openSolarSeries('hmi', 'hmi.V_45s');
      await page.getByRole('button', { name: 'Query records' }).click();
      await expect(page.getByText('2025.12.31_00:00:45_TAI', { exact: true })).toBeVisible({ timeout: 30_000 });
      await page.keyboard.press('Control+Shift+e');
      await expect(page.getByText('1,920 records, 10 columns')).toBeVisible();
      const ecsv = await saved(page, 'ECSV');
      expect(ecsv.name).toBe('hmi.V_45s.ecsv');
      expect(ecsv.text.split('\n').filter((line) => !line.startsWith('#'))).toHaveLength(1922);
      await page.getByText('2025.12.31_00:00:45_TAI', { exact: true }).click();
      await expect(page.getByText('1 selected')).toBeVisible();
      await page.getByRole('button', { name: 'Save table' }).click();
      await expect(page.getByText('1 selected record, 10 columns')).toBeVisible();
      expect((await saved(page, 'CSV')).text.split('\n')).toEqual([
        expect.stringMatching(/^T_REC,/),
        expect.stringMatching(/^2025\.12\.31_00:00:45_TAI,/),
        '',
      ]);

      await page.getByRole('button', { name: 'Copy as code' }).click();
      await expect(page.getByRole('menuitem', { name: /SunPy asks JSOC only/ })).toBeDisabled();
      await page.getByRole('menuitem', { name: 'quarry (command line)' }).click();
      await expect
        .poll(() => page.evaluate(() => navigator.clipboard.readText()))
        .toContain("quarry drms query 'hmi.V_45s[2025.12.31_TAI/1d]'");

      await workbench.typeInPalette('>SQL over kept tables');
      await page.keyboard.press('Enter');
      await page.getByRole('textbox', { name: 'SQL statement' }).fill('SELECT count(*) AS n FROM hmi_v_45s');
      await page.keyboard.press('Control+Enter');
      await expect(page.getByText(/^1 row, /)).toBeVisible({ timeout: 30_000 });
      await expectNoViolations(page);
      await page.getByRole('button', { name: 'Save table' }).click();
      expect((await saved(page, 'CSV')).text).toBe('n\n1920\n');
    });
  });
}

import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from '../../fixtures/test.ts';
import { expectNoViolations } from '../../fixtures/violations.ts';
import { Workbench } from '../../pages/workbench.ts';

function fixture(name: string): string {
  return fileURLToPath(new URL(`../../../app/domain/fits/fixtures/${name}`, import.meta.url));
}

function open(page: Page, name: string): Promise<void> {
  return new Workbench(page).openFits(fixture(name));
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme });

    test('a cube of this computer and its header have no faults that axe can find @long', async ({ page }) => {
      await open(page, 'cube-i16.fits');
      const picture = page.getByRole('application', { name: 'Picture of cube-i16.fits' });
      await expect(picture).toHaveAttribute('data-drawn', 'true', { timeout: 30_000 });
      await page.getByRole('textbox', { name: 'Plane, of 6' }).fill('3');
      await picture.hover();
      await expect(page.getByText(/^x \d+$/)).toBeVisible();
      await expectNoViolations(page);
      await page.getByRole('tab', { name: 'Header' }).click();
      await expect(page.getByRole('rowheader', { name: 'NAXIS4' })).toBeVisible();
      await expectNoViolations(page);
    });

    test('a table of this computer has no faults that axe can find @long', async ({ page }) => {
      await open(page, 'table.fits');
      await expect(page.getByRole('gridcell', { name: '10100111000' })).toBeVisible({ timeout: 30_000 });
      await expectNoViolations(page);
    });
  });
}

test('what cannot be read says why and where', async ({ page }) => {
  await open(page, 'tiles-hcompress.fits');
  await expect(page.getByText(/HDU 1, byte \d+: the image is compressed by HCOMPRESS_1/)).toBeVisible({
    timeout: 30_000,
  });
  await open(page, 'nothing.fits');
  await expect(page.getByText(/There is no file .*nothing\.fits/)).toBeVisible();
});

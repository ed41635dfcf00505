import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../../fixtures/test.ts';
import { Workbench } from '../../pages/workbench.ts';

async function violations(page: Page): Promise<string[]> {
  // Plotly's drawing is a picture to screen readers; the table beside it is its text.
  const { violations: found } = await new AxeBuilder({ page })
    .exclude('.js-plotly-plot')
    // A tab of the docking library holds its close button; the same is on Ctrl W.
    .disableRules(['nested-interactive'])
    .analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme });

    test('start, series and figure have no faults that axe can find', async ({ page }) => {
      const workbench = new Workbench(page);
      await expect(page.getByRole('button', { name: 'Start the demo' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await workbench.startDemo();
      await workbench.plotConductivity();
      expect(await violations(page)).toEqual([]);
    });

    test('a series of solar data and its records have no faults that axe can find', async ({ page }) => {
      const workbench = new Workbench(page);
      await workbench.startDemo();
      await workbench.openSolarSeries('hmi', 'hmi.V_45s');
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Query records' }).click();
      await expect(page.getByText('2025.12.31_00:00:45_TAI', { exact: true })).toBeVisible({ timeout: 30_000 });
      await expect(page.locator('.js-plotly-plot .scatterlayer .trace').first()).toBeVisible({ timeout: 30_000 });
      expect(await violations(page)).toEqual([]);
      await page.getByRole('columnheader', { name: /^QUALITY/ }).focus();
      await page.keyboard.press('Alt+ArrowDown');
      await page.getByRole('form', { name: 'Filter of QUALITY' }).getByRole('checkbox', { name: 'no image' }).check();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await page.getByText('2025.12.31_00:00:45_TAI', { exact: true }).click();
      await page.getByRole('button', { name: 'Show points' }).click();
      await expect(page.getByText('1 selected')).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  });
}

import { expect, test } from '../../fixtures/test.ts';
import { expectNoViolations } from '../../fixtures/violations.ts';
import { QueryEditor } from '../../pages/query-editor.ts';
import { Workbench } from '../../pages/workbench.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme });

    test('start, series and figure have no faults that axe can find', async ({ page }) => {
      const workbench = new Workbench(page);
      await expect(page.getByRole('button', { name: 'Start the demo' })).toBeVisible();
      await expectNoViolations(page);
      await workbench.startDemo();
      await workbench.plotConductivity();
      await expectNoViolations(page);
    });

    test('a series of solar data and its records have no faults that axe can find', async ({ page }) => {
      // Four looks of axe at large pages.
      test.slow();
      const workbench = new Workbench(page);
      await workbench.startDemo();
      await workbench.openSolarSeries('hmi', 'hmi.V_45s');
      await expectNoViolations(page);
      await page.getByRole('button', { name: 'Query records' }).click();
      await expect(page.getByText('2025.12.31_00:00:45_TAI', { exact: true })).toBeVisible({ timeout: 30_000 });
      await expect(page.locator('.js-plotly-plot .scatterlayer .trace').first()).toBeVisible({ timeout: 30_000 });
      await expectNoViolations(page);
      await page.getByRole('columnheader', { name: /^QUALITY/ }).focus();
      await page.keyboard.press('Alt+ArrowDown');
      await page.getByRole('form', { name: 'Filter of QUALITY' }).getByRole('checkbox', { name: 'no image' }).check();
      await expectNoViolations(page);
      await page.keyboard.press('Enter');
      await page.getByText('2025.12.31_00:00:45_TAI', { exact: true }).click();
      await page.getByRole('button', { name: 'Show points' }).click();
      await expect(page.getByText('1 selected')).toBeVisible();
      await expectNoViolations(page);
    });

    test('the query editor with its list, its form and the search of series have no faults that axe can find @long', async ({
      page,
    }) => {
      // Axe looks four times.
      test.slow();
      const workbench = new Workbench(page);
      await workbench.startDemo();
      await workbench.openSolarSeries('hmi', 'hmi.V_45s');
      await page.getByRole('button', { name: 'Query records' }).click();
      const editor = new QueryEditor(page);
      await editor.text.waitFor();
      await page.keyboard.press('Control+Alt+f');
      await editor.fill('hmi.V_45s[2016.04.01/1d@6h][? CAMREA = 3 and DATA');
      await editor.append('M');
      await editor.expectOffer('DATAMEAN');
      await expectNoViolations(page);
      await editor.fill('hmi.V_45s[2016.04.01_TAI/1d@6h][? CAMERA = 2 ?]');
      await expect(page.getByRole('combobox', { name: 'Condition 1: keyword' })).toBeVisible();
      await expectNoViolations(page);
      await page.keyboard.press('Control+s');
      await page.getByLabel('Name of the query').waitFor();
      await expectNoViolations(page);
      await page.keyboard.press('Escape');
      await expect(page.getByLabel('Name of the query')).toBeHidden();
      await workbench.typeInPalette('>search series of demo');
      await page.keyboard.press('Enter');
      await page.getByRole('textbox', { name: 'Search series of Demo DRMS' }).fill('dopplergrams');
      await expect(page.getByRole('row', { name: /hmi\.V_45s/ })).toBeVisible();
      await expectNoViolations(page);
    });
  });
}

import { expect, test } from '../../fixtures/test.ts';
import { expectNoViolations } from '../../fixtures/violations.ts';
import { Mining } from '../../pages/mining.ts';
import { QueryEditor } from '../../pages/query-editor.ts';
import { Workbench } from '../../pages/workbench.ts';

const slowly = { timeout: 60_000 };

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`figures of tables in ${colorScheme} colours`, () => {
    test.use({ colorScheme });
    test.setTimeout(180_000);

    test('E4: a mined pair of columns with its line is attached to its series, once', async ({ page }) => {
      const mining = new Mining(page);
      const { attachDialog } = mining.workbench;
      await mining.workbench.startDemo();
      await mining.openFromSeries();
      await mining.choose('Thickness of Layer thickness measurement');
      await mining.compute('half', 'thickness / 2');
      await mining.make();
      await mining.show('Correlation');
      await page.getByRole('button', { name: 'half and thickness: 1.00, 12 rows' }).click(slowly);
      await expect(page.getByText('Line: slope 0.5')).toBeVisible(slowly);

      await page.getByRole('button', { name: 'Attach…' }).click();
      await expect(attachDialog.getByText('Creates a new result.')).toBeVisible(slowly);
      await expect(attachDialog.getByRole('combobox', { name: 'Sample series' })).toHaveValue('µc-Si:H SC variation');
      await expect(attachDialog.getByRole('textbox', { name: /^Title/ })).toHaveValue('half over thickness');
      await expect(attachDialog.getByRole('cell', { name: '0.5', exact: true })).toBeVisible();
      await expectNoViolations(page, ['[role="dialog"]']);
      await attachDialog.getByRole('button', { name: /Write result/ }).click();
      await attachDialog.getByRole('button', { name: /^Show result \d+/ }).click(slowly);
      await expect(page.getByRole('heading', { name: 'half over thickness' })).toBeVisible(slowly);

      await page.getByRole('tab', { name: /^Mining/ }).click();
      await expect(page.getByText('Line: slope 0.5')).toBeVisible(slowly);
      await page.keyboard.press('Control+Shift+A');
      await expect(attachDialog.getByText(/The figure is already there as result \d+/)).toBeVisible(slowly);
    });

    test('E2: a plot of records is attached to samples that are found by a part of their names', async ({ page }) => {
      const { attachDialog } = new Workbench(page);
      const editor = await QueryEditor.openFor(page, 'hmi', 'hmi.V_45s');
      await editor.type('hmi.V_45s[2016.04.01_TAI/1d@6h]');
      await page.keyboard.press('Control+Enter');
      await editor.expectRecords('4 records');
      await page.getByRole('button', { name: 'Attach…' }).click();
      await expect(attachDialog.getByRole('status').last()).toHaveText(
        'Choose the series or the samples to which the figure belongs.',
      );
      await expectNoViolations(page, ['[role="dialog"]']);
      await attachDialog.getByText('Samples', { exact: true }).click();
      await attachDialog.getByRole('combobox', { name: 'Samples' }).fill('26S-00');
      await page.getByRole('option', { name: '26S-003' }).click();
      await page.getByRole('option', { name: '26S-004' }).click();
      await page.keyboard.press('Escape');
      await expect(attachDialog.getByText('You may attach to all 2 samples')).toBeVisible(slowly);
      await attachDialog.getByRole('button', { name: /Write result/ }).click();
      await expect(attachDialog.getByText(/Result \d+ is written\./)).toBeVisible(slowly);
    });
  });
}

test('a laboratory that is logged out asks for its password where it is needed', async ({ page }) => {
  const { attachDialog } = new Workbench(page);
  const editor = await QueryEditor.openFor(page, 'hmi', 'hmi.V_45s');
  await editor.type('hmi.V_45s[2016.04.01_TAI/1d@6h]');
  await page.keyboard.press('Control+Enter');
  await editor.expectRecords('4 records');
  await new Workbench(page).typeInPalette('>Log out of Demo lab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('treeitem', { name: 'Demo lab, logged out' })).toBeVisible();
  await page.getByRole('button', { name: 'Attach…' }).click();
  await attachDialog.getByText('Samples', { exact: true }).click();
  await attachDialog.getByRole('combobox', { name: 'Samples' }).fill('26S-007');
  await attachDialog.getByRole('textbox', { name: 'Password of l.brandt' }).fill('quarry-demo');
  await page.keyboard.press('Enter');
  await expect(attachDialog.getByRole('textbox', { name: 'Password of l.brandt' })).toHaveCount(0);
  await attachDialog.getByRole('combobox', { name: 'Samples' }).click();
  await attachDialog.getByRole('combobox', { name: 'Samples' }).fill('26S-00');
  await page.getByRole('option', { name: '26S-007' }).click();
  await expect(attachDialog.getByText('You may attach to the sample')).toBeVisible(slowly);
});

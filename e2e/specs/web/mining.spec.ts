import { expect, test } from '../../fixtures/test.ts';
import { expectNoViolations } from '../../fixtures/violations.ts';
import { Mining } from '../../pages/mining.ts';

/** Processes for formulas and statistics are started when they are first needed. */
const slowly = { timeout: 60_000 };

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`mining tables in ${colorScheme} colours`, () => {
    test.use({ colorScheme });
    test.setTimeout(180_000);

    test('E4: fields of a series become a table that says where each cell is from, and its statistics', async ({
      page,
    }) => {
      const mining = new Mining(page);
      await mining.workbench.startDemo();
      await mining.openFromSeries();
      await expectNoViolations(page, ['main']);
      await mining.choose('Thickness of Layer thickness measurement');
      await mining.choose('Number of PDS measurement');
      await mining.choose('Purpose of Sample');
      await mining.compute('half', 'thicknes / 2');
      await mining.columns.getByRole('button', { name: 'Make table' }).click();
      await expect(page.getByText('“thicknes” at character 1 is no column, function or unit.')).toBeVisible(slowly);
      await mining.columns.getByRole('combobox', { name: 'Formula of computed column 1' }).fill('thickness / 2');
      await mining.make();
      await expect(mining.grid.getByText('26S-012')).toBeVisible();
      await expect(mining.grid.getByText('no process').first()).toBeVisible();
      await mining.grid
        .getByRole('gridcell', { name: /^\d{3,4}$/ })
        .first()
        .click();
      await expect(page.getByText(/Layer thickness measurement, latest, process \d+, .*2026/)).toBeVisible(slowly);
      await expectNoViolations(page, ['main']);

      await mining.show('Histogram');
      await expect(page.getByRole('toolbar', { name: 'Histogram of thickness (nm)' })).toBeVisible(slowly);
      await mining.show('Correlation');
      await page.getByRole('button', { name: 'half and thickness: 1.00, 12 rows' }).click(slowly);
      await expect(page.getByText('Line: slope 0.5')).toBeVisible(slowly);
      await expectNoViolations(page, ['main']);
      await mining.show('Scatter matrix');
      await expect(mining.plot('half over thickness, 12 points')).toBeVisible(slowly);
      await mining.show('Clusters');
      await expect(page.getByRole('table', { name: 'Clusters' })).toBeVisible(slowly);
      await mining.show('Components');
      const weights = page.getByRole('table', { name: 'Weights of the components' });
      await expect(weights.getByRole('rowheader')).toHaveText(['Explains', /^thickness/, /^half/]);
      await expectNoViolations(page, ['main']);
      await mining.show('Groups and pivot');
      const groups = page.getByRole('region', { name: 'Answer' });
      await expect(groups.getByText('mean thickness')).toBeVisible(slowly);
      await expect(groups.getByRole('gridcell', { name: /^SC / })).toHaveCount(12);
      await page.getByRole('combobox', { name: 'Value' }).click();
      await page.getByRole('option', { name: 'count' }).click();
      await expect(groups.getByText('count thickness')).toBeVisible(slowly);
      await expect(groups.getByRole('gridcell', { name: /^\d{3,4}$/ })).toHaveCount(0);
      await page.getByRole('combobox', { name: 'Value' }).click();
      await page.getByRole('option', { name: 'median' }).click();
      await expect(groups.getByText('median thickness')).toBeVisible(slowly);

      await page.reload();
      await expect(mining.grid.getByText('26S-012')).toBeVisible(slowly);
      await expect(groups.getByText('median thickness')).toBeVisible(slowly);
      await mining.show('Correlation');
      await expect(page.getByRole('button', { name: 'half and thickness: 1.00, 12 rows' })).toHaveAttribute(
        'aria-pressed',
        'true',
        slowly,
      );
    });
  });
}

test('E4: pointed at, converted, brushed, clustered and grouped @long', async ({ page }) => {
  test.setTimeout(180_000);
  const mining = new Mining(page);
  await mining.workbench.startDemo();
  await page.getByRole('button', { name: '26S-006', exact: true }).first().click();
  await page.getByTitle('What can be done with Thickness').first().click();
  await page
    .getByRole('menuitem', { name: /^Column in the mining table of/ })
    .first()
    .click();
  await expect(mining.columns.getByRole('checkbox', { name: 'Thickness of Layer thickness measurement' })).toBeChecked(
    slowly,
  );
  await mining.choose('Id of Layer thickness measurement');
  await mining.compute('third', 'thickness^3');
  await mining.make();

  await page.getByRole('button', { name: 'Unit of thickness' }).click();
  await page.getByRole('textbox', { name: 'Another unit' }).fill('eV');
  await page.keyboard.press('Enter');
  await expect(page.getByText('eV does not fit thickness, which is in nm.')).toBeVisible(slowly);
  await page.getByRole('button', { name: 'Unit of thickness' }).click();
  await page.getByRole('button', { name: 'µm', exact: true }).click();
  await expect(page.getByText('µm · Layer thickness measurement')).toBeVisible(slowly);

  await mining.show('Scatter matrix');
  const plot = mining.plot('third over thickness, 12 points');
  // Before it has its size, a box has none either.
  await expect(plot.locator('canvas')).toBeVisible(slowly);
  await plot.focus();
  await page.keyboard.press('ArrowRight');
  for (let step = 0; step < 8; step++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^[1-9]\d* selected$/)).toBeVisible(slowly);

  await mining.show('Clusters');
  await page.getByRole('button', { name: 'Add as column' }).click();
  await expect(page.getByRole('button', { name: 'Is a column' })).toBeVisible(slowly);
  await mining.show('Components');
  await page.getByRole('button', { name: 'Add the scores as columns and draw them' }).click();
  await expect(mining.plot('pc2 over pc1, 12 points')).toBeVisible(slowly);

  await mining.show('Groups and pivot');
  await page.getByRole('button', { name: 'Open as table' }).click();
  await expect(page.getByRole('button', { name: 'Make again' })).toBeVisible(slowly);
  await expectNoViolations(page, ['main']);
});

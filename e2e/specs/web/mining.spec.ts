import { expect, test } from '../../fixtures/test.ts';
import { expectNoViolations } from '../../fixtures/violations.ts';
import { Mining } from '../../pages/mining.ts';

/** Processes for formulas and statistics are started when they are first needed. */
const slowly = { timeout: 60_000 };

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`mining tables in ${colorScheme} colours`, () => {
    test.use({ colorScheme });
    test.setTimeout(180_000);

    test('fields of a series become a table that says where each cell is from, and its statistics', async ({
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
      await mining.columns.getByRole('textbox', { name: 'Formula of computed column 1' }).fill('thickness / 2');
      await mining.make();
      await expect(mining.grid.getByText('26S-012')).toBeVisible();
      await expect(mining.grid.getByText('no process').first()).toBeVisible();
      await mining.grid
        .getByRole('gridcell', { name: /^\d{3,4}$/ })
        .first()
        .click();
      await expect(page.getByText(/Layer thickness measurement, latest, process \d+, 2026-/)).toBeVisible(slowly);
      await expectNoViolations(page, ['main']);

      await mining.show('Correlation');
      await page.getByRole('button', { name: 'half and thickness: 1.00, 12 rows' }).click(slowly);
      await expect(page.getByText('Line: slope 0.5')).toBeVisible(slowly);
      await expectNoViolations(page, ['main']);
      await mining.show('Scatter matrix');
      await expect(page.getByRole('img', { name: 'half over thickness, 12 points' })).toBeVisible(slowly);
      await expectNoViolations(page, ['main']);
      await mining.show('Groups and pivot');
      await expect(page.getByRole('region', { name: 'Answer' }).getByText('mean thickness')).toBeVisible(slowly);
      await expectNoViolations(page, ['main']);

      await page.reload();
      await expect(mining.grid.getByText('26S-012')).toBeVisible(slowly);
    });
  });
}

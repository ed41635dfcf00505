import { expect, test } from '../../fixtures/test.ts';
import { expectNoViolations } from '../../fixtures/violations.ts';
import { Publishing } from '../../pages/publishing.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`publishing in ${colorScheme} colours @long`, () => {
    test.use({ colorScheme });
    test.setTimeout(240_000);

    test('the figures of a topic: preview, ticks, outcomes with links; the second time nothing is written', async ({
      page,
    }) => {
      const publishing = new Publishing(page);
      await publishing.workbench.startDemo();
      await publishing.openOfTopic('Thin-film silicon');
      await expectNoViolations(page, ['main']);
      await publishing.preview(5);
      await expect(publishing.previews.getByText('Create')).toHaveCount(2);
      await expect(publishing.previews.getByText(/^Data of 1 of 12 samples cannot be read/)).toBeVisible();
      await expect(page.getByRole('button', { name: 'Not allowed 1' })).toBeVisible();
      await expect(page.getByRole('button', { name: 'Not possible 2' })).toBeVisible();
      await expectNoViolations(page, ['main']);

      await publishing.previews.getByRole('checkbox', { name: 'Publish Buffer layers 100%' }).uncheck();
      await publishing.publish('1 figure');
      await expect(publishing.outcomes.getByText('Created')).toBeVisible({ timeout: 60_000 });
      await expectNoViolations(page, ['main']);
      await publishing.outcomes.getByRole('button', { name: /^Result \d+$/ }).click();
      await expect(page.getByRole('heading', { name: 'Conductivity (Arrhenius)' })).toBeVisible();

      await page.getByRole('tab', { name: /^Publish Thin-film silicon/ }).click();
      await publishing.preview(5);
      await page.getByRole('button', { name: 'Unchanged 1' }).click();
      await expect(publishing.previews.getByText('a-Si:H anneal 180 °C')).toBeVisible();
      // A change of the recipe makes the preview old.
      await page.getByRole('button', { name: 'Recipe', exact: true }).click();
      await page.getByRole('textbox', { name: 'Recipe id' }).fill('weekly');
      await expect(page.getByText('The recipe has changed since this preview: look again.')).toBeVisible();
      await expect(publishing.toolbar.getByRole('button', { name: /^Publish / })).toBeDisabled();
    });
  });
}

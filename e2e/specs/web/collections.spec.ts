import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../../fixtures/test.ts';
import { expectNoViolations } from '../../fixtures/violations.ts';
import { Collections } from '../../pages/collections.ts';
import { storySeries } from '../../pages/workbench.ts';

test.describe('collections', () => {
  test.setTimeout(120_000);

  test('A7: gather things of two systems by keys and by dragging, and undo what was done to them', async ({ page }) => {
    const collections = new Collections(page);
    const { workbench } = collections;
    await workbench.startDemo();
    await collections.addByKeys('Anneal');
    await workbench.openSolarSeries('hmi', 'hmi.V_45s');
    await collections.addByKeys('Anneal');
    await page.getByText(storySeries, { exact: true }).first().click();
    await page
      .getByRole('region', { name: 'Members' })
      .getByRole('cell', { name: '26S-004', exact: true })
      .dragTo(collections.tree.getByText('Anneal'));
    await expect(page.getByText('1 thing is added to Anneal.').last()).toBeVisible();

    await collections.open('Anneal');
    const names = [storySeries, 'hmi.V_45s', '26S-004'];
    await collections.expectThings(names);
    await collections.focus('26S-004');
    await page.keyboard.press('Alt+ArrowUp');
    await collections.expectThings([storySeries, '26S-004', 'hmi.V_45s']);
    await page.keyboard.press('Delete');
    await collections.expectThings([storySeries, 'hmi.V_45s']);
    await page.keyboard.press('Control+z');
    await collections.expectThings([storySeries, '26S-004', 'hmi.V_45s']);
    await page.keyboard.press('Control+z');
    await collections.expectThings(names);
    await page.keyboard.press('Control+Shift+z');
    await collections.expectThings([storySeries, '26S-004', 'hmi.V_45s']);
    await page.reload();
    await collections.expectThings([storySeries, '26S-004', 'hmi.V_45s']);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`in ${colorScheme} colours`, () => {
      test.use({ colorScheme });

      test('A7: a collection goes into a folder and comes back; a changed file is refused @long', async ({
        page,
        home,
      }) => {
        const collections = new Collections(page);
        const { workbench, list } = collections;
        await workbench.startDemo();
        await collections.addByKeys('Anneal');
        await workbench.openMemberByPalette('26S-001');
        await collections.addByKeys('Anneal');
        await collections.open('Anneal');
        await collections.writeNotes('Thick **first**');
        await expect(page.getByRole('region', { name: 'Notes' }).locator('strong')).toHaveText('first');
        await list.getByRole('button', { name: 'Actions of 26S-001' }).click();
        await page.getByRole('menuitem', { name: 'Title, note and tags…' }).click();
        await page.getByRole('dialog').getByRole('textbox', { name: 'Note', exact: true }).fill('The first one');
        await expectNoViolations(page);
        await page.keyboard.press('Control+Enter');
        await expect(list.getByText(/The first one$/)).toBeVisible();
        await page.getByText('By kind', { exact: true }).click();
        await collections.expectThings(['26S-001', storySeries]);
        await expectNoViolations(page);

        const folder = join(home, 'exported');
        await collections.export(folder);
        await expect.poll(() => existsSync(join(folder, 'manifest.json')), { timeout: 60_000 }).toBe(true);
        await collections.import(folder);
        await expect(collections.tree.getByText('Anneal (2)')).toBeVisible({ timeout: 30_000 });
        await collections.open('Anneal (2)');
        await collections.expectThings([storySeries, '26S-001']);

        appendFileSync(join(folder, 'README.md'), 'x');
        await collections.import(folder);
        await expect(page.getByText(/The file README\.md has \d+ bytes, the manifest says \d+\./).first()).toBeVisible({
          timeout: 30_000,
        });
      });
    });
  }
});

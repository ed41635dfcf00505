import { expect, test } from '../../fixtures/test.ts';
import { expectNoViolations } from '../../fixtures/violations.ts';
import { OutboxPage } from '../../pages/outbox.ts';
import { Workbench } from '../../pages/workbench.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`the outbox in ${colorScheme} colours`, () => {
    test.use({ colorScheme });
    test.setTimeout(120_000);

    test('keeps a held write, shows its journal, and ends with a link to the record', async ({ page }) => {
      const workbench = new Workbench(page);
      const outbox = new OutboxPage(page);
      await workbench.startDemo();
      await workbench.plotConductivity();
      await outbox.open();
      await expect(page.getByText('The outbox is empty.')).toBeVisible();
      await outbox.toolbar.getByRole('button', { name: 'Hold sending' }).click();
      await expect(outbox.toolbar.getByRole('button', { name: 'Go on sending' })).toBeVisible();

      await page.getByRole('tab', { name: /^Conductivity/ }).click();
      await workbench.expectFigure();
      await workbench.openAttach();
      await page.keyboard.press('Control+Enter');
      await expect(workbench.attachDialog.getByText('Sending is held.')).toBeVisible();
      await workbench.attachDialog.getByRole('button', { name: 'Show the outbox' }).click();

      const item = outbox.item(/^Result: Conductivity .* waiting$/);
      await item.click();
      await expect(outbox.inspector.getByText('Saved in the journal')).toBeVisible();
      await expectNoViolations(page, ['[data-panel]', 'aside[aria-label="Inspector"]']);
      await outbox.inspector.getByRole('button', { name: 'Withdraw…' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Leave it' }).click();

      await outbox.toolbar.getByRole('button', { name: 'Go on sending' }).click();
      const done = outbox.group('Done');
      await expect(done.getByRole('button', { name: /^Result \d+$/ })).toBeVisible({ timeout: 30_000 });
      await outbox.item(/^Result: Conductivity .* done$/).focus();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('tab', { name: /Conductivity \(Arrhenius\)|Result \d+/ }).last()).toBeVisible();
    });
  });
}

import { expect, test } from '../fixtures/test.ts';
import { storySeries, Workbench } from '../pages/workbench.ts';

const figureTitle = 'Conductivity (Arrhenius)';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`the conductivity story in ${colorScheme} colours`, () => {
    test.use({ colorScheme });

    test('by mouse: series, curves, result; the second time it is known @smoke', async ({ page }) => {
      const workbench = new Workbench(page);
      await workbench.startDemo();
      await workbench.plotConductivity();
      await workbench.openAttach();
      await expect(workbench.attachDialog.getByText('Creates a new result.')).toBeVisible();
      await workbench.attachDialog.getByRole('button', { name: /Write result/ }).click();
      await workbench.expectWritten();
      await workbench.closeDialog();
      await workbench.expectResultOnSeries(figureTitle);

      // A second time the figure is there already, with the choice of a new one; changed, it is updated.
      await workbench.openAttach();
      await expect(workbench.attachDialog.getByText(/The figure is already there as result \d+/)).toBeVisible();
      await expect(workbench.attachDialog.getByRole('button', { name: 'Write a new result instead' })).toBeVisible();
      await workbench.closeDialog();
      await page.getByRole('checkbox', { name: 'Draw 26S-009' }).first().uncheck();
      await workbench.openAttach();
      await expect(workbench.attachDialog.getByText(/Updates result \d+/)).toBeVisible();
      await expect(workbench.attachDialog.getByRole('button', { name: 'Write a new result instead' })).toBeVisible();
      await workbench.closeDialog();

      await workbench.openMemberByPalette('26S-012');
      await workbench.expectResultOnSample(figureTitle);
    });

    test('by keyboard alone', async ({ page }) => {
      const workbench = new Workbench(page);
      await expect(page.getByRole('button', { name: 'Start the demo' })).toBeVisible();
      // The palette reaches everything; Tab depends on whether the system has given the window the focus.
      await workbench.typeInPalette('>start the demo');
      await expect(page.getByText('1 match', { exact: true })).toBeVisible();
      await page.keyboard.press('Enter');
      await workbench.expectSeries(storySeries, 12);
      await page.keyboard.press('Control+p');
      await workbench.expectFigure();
      await page.keyboard.press('Control+Shift+A');
      await workbench.expectPlan();
      await page.keyboard.press('Control+Enter');
      await workbench.expectWritten();
      await workbench.closeDialog();
      await workbench.expectResultOnSeries(figureTitle);
      await workbench.typeInPalette('@26S-012');
      await expect(page.getByRole('dialog').getByText('26S-012', { exact: true }).first()).toBeVisible();
      await page.keyboard.press('Enter');
      await workbench.expectResultOnSample(figureTitle);
      const [text, paper] = await page.evaluate(() => {
        const { color, backgroundColor } = getComputedStyle(document.body);
        return [color, backgroundColor].map((rgb) => Number(/\d+/.exec(rgb)?.[0]));
      });
      expect(Math.sign((paper ?? 0) - (text ?? 0))).toBe(colorScheme === 'light' ? 1 : -1);
    });
  });
}

import { expect, test } from '../fixtures/test.ts';
import { Workbench } from '../pages/workbench.ts';

test.describe('the conductivity story', () => {
  test('by mouse: series, curves, result; the second time it is known @smoke', async ({ page }) => {
    const workbench = new Workbench(page);
    await workbench.startDemo();
    await workbench.plotConductivity();
    await workbench.openAttach();
    await expect(workbench.attachDialog.getByText('Creates a new result.')).toBeVisible();
    await workbench.attachDialog.getByRole('button', { name: /Write result/ }).click();
    await workbench.expectWritten();
    await workbench.closeDialog();

    // It is on the series.
    await expect(page.getByText('Conductivity (Arrhenius)').first()).toBeVisible();

    // A second time the figure is there already, with the choice of a new one.
    await workbench.openAttach();
    await expect(workbench.attachDialog.getByText(/unchanged|already/i).first()).toBeVisible();
    await expect(workbench.attachDialog.getByRole('button', { name: /new result/i })).toBeVisible();
  });

  test.describe('in dark colours', () => {
    test.use({ colorScheme: 'dark' });

    test('by keyboard alone', async ({ page }) => {
      const workbench = new Workbench(page);
      const demo = page.getByRole('button', { name: 'Start the demo' });
      await expect(demo).toBeVisible();
      // The palette reaches everything; Tab depends on whether the system has given the window the focus.
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('textbox').waitFor();
      await page.keyboard.type('>start the demo');
      await expect(page.getByText('1 match', { exact: true })).toBeVisible();
      await page.keyboard.press('Enter');
      await workbench.expectSeries('µc-Si:H SC variation', 12);
      await page.keyboard.press('Control+p');
      await workbench.expectFigure();
      await page.keyboard.press('Control+Shift+A');
      await workbench.expectPlan();
      await page.keyboard.press('Control+Enter');
      await workbench.expectWritten();
      await workbench.closeDialog();
      expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).not.toBe('rgb(255, 255, 255)');
    });
  });
});

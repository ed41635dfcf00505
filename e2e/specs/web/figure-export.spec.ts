import { readFile } from 'node:fs/promises';
import { expect, test } from '../../fixtures/test.ts';
import { Workbench } from '../../pages/workbench.ts';

test('E2: a figure is checked for print, mended by one click, and saved in its size @long', async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.startDemo();
  await workbench.plotConductivity();
  await test.step('a curve is heard as well as seen', async () => {
    await page.locator('[aria-roledescription="figure"]').focus();
    await page.keyboard.press('l');
    await expect(page.getByText('Playing 26S-001: high tones are large values')).toBeVisible();
    await page.keyboard.press('l');
    await expect(page.getByText(/^Playing/)).toHaveCount(0);
  });
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: 'Export figure' });
  const check = dialog.getByRole('region', { name: 'Figure check' });
  await expect(check.getByText(/leaves out 3 values of 26S-005, 26S-012/)).toBeVisible({ timeout: 30_000 });

  const size = dialog.getByRole('textbox', { name: 'Text' });
  await size.fill('5');
  await size.press('Tab');
  const tooSmall = check.getByText(
    'The smallest text is 4.8 pt high when the figure is 86 mm wide; journals ask for 6 pt.',
  );
  await expect(tooSmall).toBeVisible();
  await check.getByRole('button', { name: 'Draw text 7 pt high' }).click();
  await expect(tooSmall).toHaveCount(0);
  await check.getByRole('button', { name: 'Use a linear axis' }).click();
  await expect(check.getByText(/are fine at this size/)).toBeVisible();

  await dialog.getByText('SVG', { exact: true }).click();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export as SVG' }).click();
  const svg = await readFile(await (await download).path(), 'utf8');
  expect(svg).toMatch(/^<svg[^>]* width="86(\.\d+)?mm" height="66(\.\d+)?mm"/);
  await expect(dialog).toHaveCount(0);
});

import { expect, test } from '../../fixtures/test.ts';
import { storySeries, Workbench } from '../../pages/workbench.ts';

test('A9: the window speaks German', async ({ page }) => {
  const workbench = new Workbench(page);
  const html = page.locator('html');
  await expect(html).toHaveAttribute('lang', 'en');
  await workbench.startDemo();
  await page.keyboard.press('Control+,');
  await page.getByRole('region', { name: 'Appearance' }).getByText('Deutsch', { exact: true }).click();
  await expect(html).toHaveAttribute('lang', 'de');
  const banner = page.getByRole('banner');
  await expect(banner.getByText('Alles durchsuchen oder einen Befehl ausführen')).toBeVisible();

  await workbench.typeInPalette(`#${storySeries}`);
  await page.getByRole('dialog').getByText(storySeries, { exact: true }).first().click();
  await expect(page.getByText('12 in der Abbildung')).toBeVisible();
  await page.getByRole('button', { name: 'Leitfähigkeit auftragen' }).click();
  await expect(page.getByText('11 Anpassungen')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'An Serie anhängen' })).toBeVisible();
  await workbench.typeInPalette('>Startseite');
  await page.getByRole('dialog').getByText('Startseite', { exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Verbindung hinzufügen' })).toBeVisible();

  await page.keyboard.press('Control+,');
  await page.getByRole('region', { name: 'Aussehen' }).getByText('English', { exact: true }).click();
  await expect(html).toHaveAttribute('lang', 'en');
  await expect(banner.getByText('Search everything or run a command')).toBeVisible();
});

import { expect, test } from '../../fixtures/test.ts';
import { storySeries, Workbench } from '../../pages/workbench.ts';

test('A9: the window speaks German', async ({ page }) => {
  // The page is loaded four times.
  test.slow();
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
  await expect(page.getByText(`Leitfähigkeit ${storySeries} geöffnet`)).toHaveAttribute('aria-live', 'polite');
  await expect(page.getByRole('button', { name: 'An Serie anhängen' })).toBeVisible();

  const dialog = page.getByRole('dialog');
  await workbench.typeInPalette('>FITS-Datei öffnen');
  await dialog.getByText('FITS-Datei öffnen…').first().click();
  await dialog.getByRole('textbox', { name: 'Pfad' }).fill('/nowhere/a.fits');
  await page.keyboard.press('Enter');
  await expect(
    page.getByText('Es gibt keine Datei /nowhere/a.fits, oder sie darf nicht gelesen werden.'),
  ).toBeVisible();
  await page.keyboard.press('Escape');

  await workbench.typeInPalette('>Serien von Demo DRMS');
  await dialog.getByText('Serien von Demo DRMS suchen…').first().click();
  await page.getByRole('button', { name: 'Schlüsselwörter aller Serien laden' }).click();
  await page.keyboard.press('Control+j');
  await expect(page.getByText('Schlüsselwörter aller Serien von Demo DRMS laden').first()).toBeVisible();
  await page.keyboard.press('Control+j');

  await page.getByRole('tree', { name: 'Sonnendaten' }).getByText('hmi', { exact: true }).click();
  await page.getByRole('tree', { name: 'Sonnendaten' }).getByText('hmi.V_45s', { exact: true }).click();
  await page.getByRole('button', { name: 'Records abfragen' }).click();
  await expect(page.locator('.js-plotly-plot .xtick text').filter({ hasText: '31. Dez. 2025' })).toBeVisible({
    timeout: 30_000,
  });

  await workbench.typeInPalette('>Startseite');
  await page.getByRole('dialog').getByText('Startseite', { exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Verbindung hinzufügen' })).toBeVisible();

  await page.keyboard.press('Control+,');
  await page.getByRole('region', { name: 'Aussehen' }).getByText('English', { exact: true }).click();
  await expect(html).toHaveAttribute('lang', 'en');
  await expect(banner.getByText('Search everything or run a command')).toBeVisible();
  // A tab that was not shown again yet is named in the new language.
  const tab = page.getByRole('tab', { name: 'Series of Demo DRMS' });
  await expect(tab).toBeVisible();

  // The last of many tabs is seen whole after a restart.
  await tab.click();
  await page.setViewportSize({ width: 700, height: 900 });
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Search series of Demo DRMS' })).toBeVisible();
  await expect(tab).toBeInViewport({ ratio: 0.98 });
});

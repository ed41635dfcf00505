import { readFile } from 'node:fs/promises';
import { dropFile } from '../../fixtures/drop-file.ts';
import { expect, test } from '../../fixtures/test.ts';
import { expectNoViolations } from '../../fixtures/violations.ts';
import { Workbench } from '../../pages/workbench.ts';

test('E3: a saved picture that is dropped on the window is the live figure again', async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.startDemo();
  await workbench.plotConductivity();
  const curves = page.locator('.js-plotly-plot .scatterlayer .trace');
  const tick = (sample: string) => page.getByRole('checkbox', { name: new RegExp(sample) }).last();
  await tick('26S-003').uncheck();
  await expect(page.getByText('10 fits')).toBeVisible();
  const saved = await test.step('save it', async () => {
    const download = page.waitForEvent('download');
    await workbench.typeInPalette('>Export figure as PNG');
    await page.keyboard.press('Enter');
    return readFile(await (await download).path());
  });

  await test.step('look at it in another way, and close it', async () => {
    await tick('26S-003').check();
    await expect(page.getByText('11 fits')).toBeVisible();
    await page.keyboard.press('Alt+w');
    await expect(page.getByRole('tab', { name: /^Conductivity/ })).toHaveCount(0);
  });

  await dropFile(page, 'conductivity.png', saved);
  await expect(page.getByRole('tab', { name: /^Conductivity/ })).toBeVisible();
  await expect(page.getByText('Opened from conductivity.png.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('10 fits')).toBeVisible({ timeout: 30_000 });
  await expect(tick('26S-003')).not.toBeChecked();
  await expect(curves.first()).toBeVisible();
  await page.getByRole('button', { name: 'Hide', exact: true }).click();
  await expect(page.getByText('Opened from conductivity.png.')).toHaveCount(0);

  await test.step('by command, twice the same file', async () => {
    for (let time = 0; time < 2; time++) {
      await page.getByRole('tab', { name: /^Conductivity/ }).click();
      await page.keyboard.press('Alt+w');
      await expect(page.getByRole('tab', { name: /^Conductivity/ })).toHaveCount(0);
      const chooser = page.waitForEvent('filechooser');
      await workbench.typeInPalette('>Open figure from picture');
      await page.keyboard.press('Enter');
      await (await chooser).setFiles({ name: 'conductivity.png', mimeType: 'image/png', buffer: saved });
      await expect(page.getByText('Opened from conductivity.png.')).toBeVisible({ timeout: 30_000 });
    }
  });

  const damaged = Buffer.from(saved);
  const at = damaged.indexOf('quarry\0') + 20;
  damaged[at] = (damaged[at] ?? 0) ^ 0xff;
  await dropFile(page, 'damaged.png', damaged);
  await expect(page.getByText(/What Quarry wrote into damaged\.png is damaged/)).toBeVisible();
  await dropFile(page, 'notes.txt', Buffer.from('notes'));
  await expect(page.getByText('notes.txt is no picture that Quarry has drawn.')).toBeVisible();
});

test('E3: a saved plot of records that is dropped on the window is the live plot again @long', async ({ page }) => {
  test.setTimeout(120_000);
  const workbench = new Workbench(page);
  await workbench.startDemo();
  await workbench.openSolarSeries('hmi', 'hmi.V_45s');
  await page.getByRole('button', { name: 'Query records' }).click();
  const plot = page.getByRole('region', { name: 'Plot', exact: true });
  const drawing = plot.locator('.js-plotly-plot');
  const bars = drawing.locator('.errorbar');
  await expect(drawing.locator('.scatterlayer .trace').first()).toBeVisible({ timeout: 30_000 });
  const saved = await test.step('with error bars, in UTC, as SVG', async () => {
    await plot.getByRole('button', { name: 'Bars, line, axes…' }).click();
    await page.getByRole('combobox', { name: 'Error bars of DATAMEAN' }).click();
    await page.getByRole('option', { name: /^DATARMS/ }).click();
    await page.keyboard.press('Escape');
    await expect(bars.first()).toBeAttached();
    await page.getByRole('combobox', { name: 'Scale of times' }).click();
    await page.getByRole('option', { name: 'Times in UTC' }).click();
    await expect(drawing.locator('.xtitle')).toHaveText('T_REC (UTC)');
    await plot.getByRole('button', { name: 'Export figure…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export figure' });
    await expect(dialog.getByText(/are fine at this size\.$/)).toBeVisible({ timeout: 30_000 });
    await expectNoViolations(page, ['[role="dialog"]']);
    await dialog.getByText('SVG', { exact: true }).click();
    const download = page.waitForEvent('download', { timeout: 60_000 });
    await dialog.getByRole('button', { name: 'Export as SVG' }).click();
    return readFile(await (await download).path());
  });
  expect(saved.toString('utf8')).toContain('DATAMEAN (m/s)');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Alt+w');
  await expect(drawing).toHaveCount(0);

  await dropFile(page, 'plot.svg', saved);
  await expect(page.getByText('Opened from plot.svg.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Ask again' })).toBeVisible();
  await expect(drawing.locator('.xtitle')).toHaveText('T_REC (UTC)', { timeout: 30_000 });
  await expect(drawing.locator('.ytitle')).toHaveText('DATAMEAN (m/s)');
  await expect(bars.first()).toBeAttached();
  await expectNoViolations(page, ['main']);

  await page.getByRole('button', { name: 'Draw from data of now' }).click();
  await expect(page.getByText(/It was drawn from 1,920 rows as of .*; here are 1,920 as of/)).toBeVisible({
    timeout: 30_000,
  });
  await expect(drawing.locator('.xtitle')).toHaveText('T_REC (UTC)', { timeout: 30_000 });
  await expect(bars.first()).toBeAttached();
});

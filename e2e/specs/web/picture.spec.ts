import { readFile } from 'node:fs/promises';
import { dropFile } from '../../fixtures/drop-file.ts';
import { expect, test } from '../../fixtures/test.ts';
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

  const damaged = Buffer.from(saved);
  const at = damaged.indexOf('quarry\0') + 20;
  damaged[at] = (damaged[at] ?? 0) ^ 0xff;
  await dropFile(page, 'damaged.png', damaged);
  await expect(page.getByText(/What Quarry wrote into damaged\.png is damaged/)).toBeVisible();
  await dropFile(page, 'notes.txt', Buffer.from('notes'));
  await expect(page.getByText('notes.txt is no picture that Quarry has drawn.')).toBeVisible();
});

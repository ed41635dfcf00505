import { expect, test } from '../../fixtures/test.ts';
import { storySeries, Workbench } from '../../pages/workbench.ts';

test('E6: what a panel shows is copied as code', async ({ page }) => {
  const workbench = new Workbench(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await workbench.startDemo();
  await page.keyboard.press('Alt+Shift+c');
  await page.getByRole('menuitem', { name: 'quarry (command line)' }).click();
  await expect(page.getByText('Copied for quarry (command line).')).toBeVisible();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  expect(await copied()).toBe(`quarry jb series '${storySeries}' --connection 'Demo lab'\n`);

  await workbench.plotConductivity();
  await page.getByRole('toolbar', { name: 'Figure' }).getByRole('button', { name: 'Copy as code' }).click();
  await expect(page.getByRole('menuitem', { name: 'curl' })).toBeDisabled();
  await page.getByRole('menuitem', { name: 'quarry (command line)' }).click();
  await expect.poll(copied).toContain(`quarry figure conductivity --series '${storySeries}'`);
});

import { readFile } from 'node:fs/promises';
import { expect, test } from '../../fixtures/test.ts';
import { storySeries, Workbench } from '../../pages/workbench.ts';

test.describe('workspaces', () => {
  test.beforeEach(async ({ page }) => {
    await new Workbench(page).startDemo();
  });

  test('A9: panels under a name come back, also after a restart and from a file @long', async ({ page }) => {
    const workbench = new Workbench(page);
    const tab = (name: string | RegExp) => page.getByRole('tab', { name });
    const menu = page.getByRole('button', { name: /^Workspace/ });
    await workbench.plotConductivity();
    await workbench.typeInPalette('>Save workspace as');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Thesis');
    await page.keyboard.press('Enter');
    await expect(menu).toHaveText('Thesis');

    await test.step('an empty one, and back', async () => {
      await menu.click();
      await page.getByRole('menuitem', { name: 'New empty workspace' }).click();
      await expect(tab('Start')).toBeVisible();
      await expect(tab(storySeries)).toHaveCount(0);
      await menu.click();
      await page.getByRole('menuitem', { name: 'Thesis' }).click();
      await expect(tab(/^Conductivity/)).toBeVisible();
      await workbench.expectFigure();
    });

    await test.step('a panel alone beside the others stays there', async () => {
      await page.getByRole('tab', { name: storySeries, exact: true }).click();
      await workbench.typeInPalette('>Settings');
      await page.keyboard.press('Enter');
      await expect(tab('Settings')).toBeVisible();
      const groups = page.locator('.dv-groupview');
      const before = await groups.count();
      await page.keyboard.press('Control+Alt+ArrowDown');
      await expect(groups).toHaveCount(before + 1);
      await page.reload();
      await expect(groups).toHaveCount(before + 1);
      await expect(menu).toHaveText('Thesis');
    });

    const saved = await test.step('saved to a file', async () => {
      await menu.click();
      const download = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: 'Save workspace to file…' }).click();
      return (await download).path();
    });
    const file = JSON.parse(await readFile(saved, 'utf8'));
    expect(Object.keys(file.layout.dock.panels).length).toBeGreaterThanOrEqual(3);

    await test.step('removed, and taken back', async () => {
      await menu.click();
      await page.getByRole('menuitem', { name: 'Remove workspace' }).click();
      await expect(menu).toHaveText('Workspace');
      await page.locator('[data-panel]').first().focus();
      await page.keyboard.press('Control+z');
      await menu.click();
      await expect(page.getByRole('menuitem', { name: 'Thesis' })).toBeVisible();
      await page.keyboard.press('Escape');
    });

    await test.step('opened from the file, under a name of its own', async () => {
      const open = async (text: string): Promise<void> => {
        await menu.click();
        const chooser = page.waitForEvent('filechooser');
        await page.getByRole('menuitem', { name: 'Open workspace from file…' }).click();
        const chosen = { name: 'thesis.json', mimeType: 'application/json', buffer: Buffer.from(text) };
        await (await chooser).setFiles(chosen);
      };
      await open(JSON.stringify({ ...file, version: 9 }));
      await expect(page.getByText('thesis.json was written by a newer Quarry (version 9).')).toBeVisible();
      await open(JSON.stringify(file));
      await expect(menu).toHaveText('Thesis 2');
      await expect(tab('Settings')).toBeVisible();
    });
  });

  test('A9: a page comes back as far down as it was left', async ({ page }) => {
    const workbench = new Workbench(page);
    await workbench.typeInPalette('>Settings');
    await page.keyboard.press('Enter');
    const panel = page.locator('[data-panel]').filter({ has: page.getByRole('heading', { name: 'Settings' }) });
    const scrolled = () =>
      panel.evaluate((element) =>
        [element, ...element.querySelectorAll('*')].reduce((most, { scrollTop }) => Math.max(most, scrollTop), 0),
      );
    await panel.getByRole('heading', { name: 'Settings' }).hover();
    await page.mouse.wheel(0, 300);
    await expect.poll(scrolled).toBeGreaterThan(100);
    const before = await scrolled();
    await page.reload();
    await expect.poll(scrolled).toBe(before);

    await test.step('also behind another, where it has no content until it is in front', async () => {
      await page.getByRole('tab', { name: storySeries, exact: true }).click();
      await page.reload();
      await expect(page.getByRole('heading', { name: storySeries, exact: true }).first()).toBeVisible();
      await expect(panel).toHaveCount(0);
      await page.getByRole('tab', { name: 'Settings' }).click();
      await expect.poll(scrolled).toBe(before);
    });

    await test.step('keys of the window count on a tab too', async () => {
      const selected = page.getByRole('tab', { selected: true }).filter({ visible: true });
      await page.keyboard.press('Alt+ArrowLeft');
      await expect(selected).toHaveText([storySeries]);
      await page.getByRole('tab', { name: 'Settings' }).click();
      await page.keyboard.press('Delete');
      await expect(page.getByRole('tab', { name: 'Settings' })).toHaveCount(0);
      await page.keyboard.press('Alt+Shift+t');
      await expect(page.getByRole('tab', { name: 'Settings' })).toBeVisible();
    });
  });

  test('A9: a connection that was removed or changed is as before after an undo', async ({ page }) => {
    const tree = page.getByRole('tree', { name: 'Connections' });
    const ask = async (item: string): Promise<void> => {
      await tree.getByRole('button', { name: /^Actions of Demo lab/ }).click();
      await page.getByRole('menuitem', { name: item }).click();
    };
    const lab = tree.getByRole('treeitem', { name: /^Demo lab, / });
    await ask('Edit connection…');
    await page.getByRole('textbox', { name: /^Name shown/ }).fill('Demo lab of ours');
    await page.getByRole('button', { name: 'Save connection' }).click();
    await expect(tree.getByRole('treeitem', { name: /^Demo lab of ours, / })).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(lab).toBeVisible();

    await ask('Remove connection…');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove connection' }).click();
    await expect(lab).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(lab).toBeVisible();
  });
});

import { join } from 'node:path';
import { runQuarry, startDemo, startServe } from '../../fixtures/quarry-process.ts';
import { expect, test } from '../../fixtures/test.ts';
import { expectNoViolations } from '../../fixtures/violations.ts';
import { Workbench } from '../../pages/workbench.ts';

test('A6: without any server, a sample is found by a part of a comment and opened by keyboard', async ({
  home,
  launchBrowser,
}) => {
  // Four processes are started one after another.
  test.slow();
  const demo = await startDemo(join(home, 'demo-servers'));
  const { url, users } = demo.answer.juliabase;
  const [{ user, password } = { user: '', password: '' }] = users;
  const lab = ['connections', 'add', 'juliabase', '--name', 'Lab', '--url', url, '--user', user];
  await runQuarry([...lab, '--home', home], { QUARRY_PASSWORD: password });
  await runQuarry(['jb', 'sample', '26S-001', '--home', home], { QUARRY_PASSWORD: password });
  await demo.stop();

  const served = await startServe(home);
  const context = await (await launchBrowser()).newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.goto(served.answer.address);
    // Keys mean something once the window is drawn.
    await page.getByRole('button', { name: 'Search everything or run a command' }).waitFor();
    const workbench = new Workbench(page);
    await workbench.typeInPalette('@tape pas');
    const palette = page.getByRole('dialog');
    await expect(palette.getByText('26S-001', { exact: true })).toBeVisible();
    await expect(palette.getByText('Tape test passed.')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: '26S-001', exact: true }).first()).toBeVisible();
    await expect(page.getByText(/^As of/).first()).toBeVisible();
  } finally {
    await context.close();
    await served.stop();
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme });

    test('A6: the palette shows things in place, leads to all of them, and facets narrow the tab', async ({ page }) => {
      const workbench = new Workbench(page);
      await workbench.startDemo();
      await workbench.typeInPalette('thicknes mesur');
      const palette = page.getByRole('dialog');
      await expect(palette.getByText('Layer thickness measurement').first()).toBeVisible();
      await expectNoViolations(page, ['[role="dialog"]']);
      await palette.getByText('Show all of them in a tab').click();

      const processes = page.getByRole('button', { name: /^Processes \d+$/ });
      await expect(page.getByText(/“mesur”, read as measur/)).toBeVisible();
      await processes.click();
      await expect(processes).toHaveAttribute('aria-pressed', 'true');
      await expectNoViolations(page, ['main']);

      // Beside other panels, a hit is a title with lines below it, and nothing lies behind a scroll bar.
      const hits = page.getByRole('table');
      await page.setViewportSize({ width: 480, height: 900 });
      await expect(hits.getByRole('cell').first()).toHaveCSS('display', 'block');
      expect(await page.evaluate('document.querySelector("table").parentElement.scrollWidth')).toBeLessThanOrEqual(480);
      await expectNoViolations(page, ['main']);
      await page.setViewportSize({ width: 1440, height: 900 });

      const field = page.getByRole('textbox', { name: 'Find in everything kept here' });
      await field.fill('26S-003');
      await processes.click();
      const sample = page.getByRole('button', { name: '26S-003', exact: true }).first();
      await expect(sample).toBeVisible();
      await field.focus();
      await page.keyboard.press('ArrowDown');
      await expect(sample).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { name: '26S-003', exact: true }).first()).toBeVisible();

      // Enter waits for what answers the last letter; until then the list shows the one before.
      await workbench.typeInPalette('@26S-00');
      await expect(palette.getByText('26S-001', { exact: true })).toBeVisible();
      await workbench.hurryInPalette('7');
      await expect(page.getByRole('heading', { name: '26S-007', exact: true }).first()).toBeVisible();
    });
  });
}

import { expect, test } from '../../fixtures/test.ts';
import { expectNoViolations } from '../../fixtures/violations.ts';
import { Exports } from '../../pages/exports.ts';
import { Workbench } from '../../pages/workbench.ts';

/** The parts this is about; what else is open has specs of its own. */
const parts = ['section[aria-label="Jobs and transfers"]', 'aside[aria-label="Inspector"]'];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`exports and transfers in ${colorScheme} colours`, () => {
    test.use({ colorScheme });
    test.setTimeout(120_000);

    test.beforeEach(async ({ page }) => {
      const workbench = new Workbench(page);
      await workbench.startDemo();
      await workbench.openSolarSeries('hmi', 'hmi.V_45s');
      await page.getByRole('button', { name: 'Query records' }).click();
      await new Exports(page).openDialog();
    });

    test('the dialog says where a list is wrong, how large cut-outs are, how files are named; closing keeps it', async ({
      page,
    }) => {
      const exports = new Exports(page);
      const { dialog } = exports;
      await exports.writeList(['# a comment', 'hmi.X_45s[$]', 'hmi.V_45s[2016.04.01_TAI/1d@6h]{Dopplergram}']);
      await expect(dialog.getByText(/^Line 2, sign 1: The server has no series hmi\.X_45s\. /)).toBeVisible();
      await dialog.getByRole('button', { name: 'Start export' }).click();
      await expect(dialog.getByText('1 line is not right; see below.')).toBeVisible();
      await exports.writeList(['hmi.V_45s[2016.04.01_TAI/1d@6h]{Dopplergram}']);
      await expect(dialog.getByText(/^4 records × 1 segment\. 4 files, about /)).toBeVisible();

      await dialog.getByRole('button', { name: 'Add a step' }).click();
      await page.getByRole('menuitem', { name: /^Cut out a part/ }).click();
      await dialog.getByLabel('Width').fill('8');
      await dialog.getByLabel('Height').fill('16');
      await expect(dialog.getByText('Images of 8 × 16 pixels instead of 32 × 32: 13 % of the bytes.')).toBeVisible();
      await dialog.getByLabel('Centre x').fill('2000');
      await expect(dialog.getByText(/^This place is off the disk/)).toBeVisible();

      await dialog.getByText('Template', { exact: true }).click();
      await dialog.getByRole('textbox', { name: 'Template' }).fill('{segment}');
      await expect(dialog.getByText(/^Several files would be named Dopplergram\.fits\./)).toBeVisible();
      await dialog.getByRole('textbox', { name: 'Template' }).fill('v.{T_REC:A}.{segment}');
      await expect(dialog.getByText('v.20160401_060000_TAI.Dopplergram.fits')).toBeVisible();
      await expectNoViolations(page, ['[role="dialog"]']);

      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
      await exports.openDialog();
      await expect(dialog.getByLabel('Centre x')).toHaveValue('2000');
    });

    test('a transfer is followed, paused and cancelled by the keyboard', async ({ page }) => {
      const exports = new Exports(page);
      const list = [1, 2, 3].map((day) => `hmi.V_45s[2016.04.0${day}_TAI/1d@6h]{Dopplergram}`);
      await exports.writeList(list);
      await expect(exports.dialog.getByText(/^12 records × 1 segment\./)).toBeVisible();
      await page.keyboard.press('Control+Enter');
      await expect(exports.dialog).toBeHidden();
      await page.getByRole('button', { name: /^1 transfer/ }).click();
      const row = exports.transfers.getByRole('row', { name: /^Export 3 record sets/ });
      await row.focus();
      await page.keyboard.press('Space');
      await expect(row.getByText('Paused by you; what is here is kept.')).toBeVisible();
      await expectNoViolations(page, parts);
      await page.keyboard.press('ArrowLeft');
      await expect(row).toHaveAttribute('aria-expanded', 'false');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowDown');
      await expect(exports.transfers.getByRole('row', { name: /^Part 1 / })).toBeFocused();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Delete');
      const question = page.getByRole('dialog', { name: 'Cancel this export' });
      await question.getByRole('button', { name: 'Do not cancel' }).click();
      await row.focus();
      await page.keyboard.press('Space');
      await expect(row.getByText('12 of 12 files are here and verified.')).toBeVisible({ timeout: 60_000 });
      const files = page.getByRole('complementary', { name: 'Inspector' }).getByRole('list', { name: 'Files' });
      await expect(files.getByRole('listitem')).toHaveCount(12);
      await expectNoViolations(page, parts);
      await row.getByRole('button', { name: /^Take off the list: / }).click();
      await expect(row).toHaveCount(0);
      await page.keyboard.press('Control+z');
      await expect(row).toBeVisible();
    });
  });
}

test('servers of one’s own are added, tested and removed in the settings @long', async ({ page, demo }) => {
  const exports = new Exports(page);
  await exports.addServer('Lab archive', `${demo.drms.url}cgi-bin/ajax/`, demo.drms.url);
  await expect(page.getByRole('tree', { name: 'Solar data' }).getByText('Lab archive')).toBeVisible();
  await page.getByLabel('E-mail address for exports from Lab archive').fill('nobody@example.org');
  await expect(page.getByText(/^Not registered: /)).toBeVisible();
  await page.getByLabel('E-mail address for exports from Lab archive').fill('demo@example.org');
  await expect(page.getByText('Registered for exports of Lab archive.')).toBeVisible();
  await expectNoViolations(page);
  await page.getByRole('button', { name: 'Remove Lab archive' }).click();
  await expect(page.getByRole('tree', { name: 'Solar data' }).getByText('Lab archive')).toHaveCount(0);
});

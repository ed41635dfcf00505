import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../../fixtures/test.ts';
import { expectNoViolations } from '../../fixtures/violations.ts';
import { Collections } from '../../pages/collections.ts';
import { Openbis } from '../../pages/openbis.ts';

const dialog = ['[role="dialog"]'];
const panels = ['main'];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`openBIS in ${colorScheme} colours`, () => {
    test.use({ colorScheme });
    test.setTimeout(180_000);

    test.beforeEach(async ({ page }) => {
      const openbis = new Openbis(page);
      await openbis.workbench.startDemo();
      await openbis.logIn();
    });

    test('browse to a dataset and look into a notebook, a text, a picture and a FITS file', async ({ page }) => {
      const openbis = new Openbis(page);
      const { preview } = openbis;
      await openbis.openByTree('LAB', 'PROJ', 'EXP1 Trial of the new oven');
      await expectNoViolations(page, panels);
      await openbis.openFromTable('/LAB/PROJ/S1');
      await openbis.openFromTable('How the cells compare');
      await openbis.lookInto('compare.ipynb');
      await expect(preview.getByText('4 cells, python 3.12.7')).toBeVisible();
      await expect(preview.getByRole('heading', { name: 'How the cells compare' })).toBeVisible();
      await expect(preview.getByRole('img', { name: 'Output of the cell' })).toBeVisible();
      await expect(preview.getByText('Shown as stored, nothing is run.')).toBeVisible();
      await expectNoViolations(page, panels);

      await openbis.openByPalette('efficiencies');
      await openbis.lookInto('efficiencies.csv');
      await expect(preview.getByText('cell,efficiency')).toBeVisible();
      await expect(preview.getByText('Size and CRC32 are as the server says.')).toBeVisible();
      await openbis.lookInto('film.fits');
      await expect(preview.getByRole('application', { name: 'Picture of film.fits' })).toHaveAttribute(
        'data-drawn',
        'true',
      );
      await expectNoViolations(page, panels);
      await preview.getByRole('tab', { name: 'Header' }).click();
      await expect(preview.getByRole('rowheader', { name: 'OBJECT' })).toBeVisible();

      await page
        .getByRole('button', { name: /^20\d{15}-\d+$/ })
        .first()
        .click();
      await openbis.lookInto('curve.png');
      await expect(preview.getByRole('img')).toHaveJSProperty('naturalWidth', 420);
      await page.keyboard.press('ArrowDown');
      await expect(preview.getByText('forward')).toBeVisible();
      await expectNoViolations(page, panels);

      const collections = new Collections(page);
      await collections.addByKeys('Curves');
      await openbis.files.getByText('curve.png', { exact: true }).dragTo(collections.tree.getByText('Curves'));
      await expect(page.getByText('1 thing is added to Curves.').last()).toBeVisible();
      await collections.open('Curves');
      await collections.focus('curve.png');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { name: 'curve.png', level: 2 })).toBeVisible();
      await expect(preview.getByRole('img')).toHaveJSProperty('naturalWidth', 420);
      await expectNoViolations(page, panels);
    });

    test('an upload shows all problems at once, then is registered and opened @long', async ({ page, home }) => {
      const openbis = new Openbis(page);
      const { uploadDialog } = openbis;
      const folder = join(home, 'measured');
      mkdirSync(folder);
      writeFileSync(join(folder, 'curve.csv'), 'x,y\n1,2\n');
      await openbis.openByTree('LAB', 'PROJ', 'EXP1 Trial of the new oven');
      await openbis.openFromTable('/LAB/PROJ/S1');
      await page.getByRole('button', { name: 'Upload dataset…' }).click();
      await expect(uploadDialog.getByRole('combobox', { name: /^Object or collection/ })).toHaveValue('/LAB/PROJ/S1');
      await openbis.chooseOption(/^Dataset type/, /^MEASUREMENT/);
      await uploadDialog.getByRole('textbox', { name: /^Repetitions/ }).fill('three');
      await openbis.addPath(join(home, 'gone.txt'));
      await uploadDialog.getByRole('button', { name: 'Upload', exact: true }).click();
      await expect(uploadDialog.getByText('Method is mandatory.').first()).toBeVisible();
      await expect(uploadDialog.getByText('Instrument is mandatory.').first()).toBeVisible();
      await expect(uploadDialog.getByText(/^Repetitions: “three” is no whole number\./).first()).toBeVisible();
      await expect(uploadDialog.getByText(/gone\.txt/).first()).toBeVisible();
      await expectNoViolations(page, dialog);

      await page.keyboard.press('Escape');
      await expect(uploadDialog).toBeHidden();
      await page.getByRole('button', { name: 'Upload dataset…' }).click();
      await expect(uploadDialog.getByRole('textbox', { name: /^Repetitions/ })).toHaveValue('three');

      await uploadDialog.getByRole('textbox', { name: /^Repetitions/ }).fill('3');
      await uploadDialog.getByRole('textbox', { name: /^Name/ }).fill('From the window');
      await uploadDialog.getByRole('textbox', { name: /^Method/ }).fill('IV sweep');
      await openbis.chooseOption(/^Instrument/, /^Solar simulator/);
      await openbis.chooseOption(/^Checked/, /^yes/);
      await uploadDialog.getByLabel(/^Measured on/).fill('2026-11-20T14:30:00');
      await uploadDialog.getByRole('combobox', { name: /^Parents/ }).fill('How the cells');
      await page.getByRole('option', { name: /How the cells compare/ }).click();
      await uploadDialog.getByRole('button', { name: 'Leave out gone.txt' }).click();
      await openbis.addPath(folder);
      await expect(uploadDialog.getByText(/^1 file, 8\sB\. Registered under/)).toBeVisible();
      await page.keyboard.press('Control+Enter');
      await expect(uploadDialog.getByText(/^The dataset \d+-\d+ is registered\.$/)).toBeVisible({ timeout: 60_000 });
      await expectNoViolations(page, dialog);
      await uploadDialog.getByRole('button', { name: 'Open the dataset' }).click();
      await expect(page.getByRole('heading', { name: 'From the window' })).toBeVisible();
      await expect(page.getByText('Solar simulator')).toBeVisible();
      await expect(openbis.files.getByText('curve.csv')).toBeVisible();
    });

    test('chosen files are downloaded and followed in Transfers @long', async ({ page, home }) => {
      const openbis = new Openbis(page);
      const { downloadDialog } = openbis;
      await openbis.openByPalette('efficiencies');
      await openbis.files.getByRole('checkbox', { name: 'Choose efficiencies.csv' }).check();
      await page.getByRole('button', { name: 'Download 1 file…' }).click();
      await downloadDialog.getByRole('textbox', { name: 'Folder' }).fill(join(home, 'got'));
      await downloadDialog.getByRole('checkbox').check();
      await expect(downloadDialog.getByText(/^1 file, 23\sB\./)).toBeVisible();
      await expectNoViolations(page, dialog);
      await downloadDialog.getByRole('button', { name: 'Download', exact: true }).click();
      await expect(downloadDialog).toBeHidden();
      await expect(page.getByRole('treegrid', { name: 'Transfers' }).getByText('Done, verified').first()).toBeVisible({
        timeout: 60_000,
      });
    });

    test('what cannot be downloaded says so, and a very large file is not fetched for a look @long', async ({
      page,
    }) => {
      const openbis = new Openbis(page);
      await openbis.openByPalette('in the archive');
      await expect(page.getByText(/^This dataset is in the archive/)).toBeVisible();
      await page.getByRole('button', { name: 'Download…' }).click();
      await expect(openbis.downloadDialog.getByText(/asks whether the server shall fetch it back/)).toBeVisible();
      await openbis.workbench.closeDialog();
      await openbis.openByPalette('on the storage of the institute');
      await expect(page.getByRole('button', { name: 'Download…' })).toHaveCount(0);
      await expect(page.getByText('The files of this dataset are not stored in openBIS.')).toBeVisible();
      await expectNoViolations(page, panels);
      await openbis.openByPalette('large file');
      await openbis.lookInto('stack.raw');
      await expect(openbis.preview.getByText(/Previews end at/)).toBeVisible();
    });

    test('what was opened is on the Start page, and its address leads there again @long', async ({ page }) => {
      const openbis = new Openbis(page);
      await openbis.filterTree('CELL cigs 25');
      await openbis.openByTree('CIGS-025 cigs cell 25');
      await expect(page.getByRole('heading', { name: 'cigs cell 25' })).toBeVisible();
      await openbis.openByPalette('efficiencies');
      const address = page.url();
      await openbis.workbench.typeInPalette('>Start page');
      await page.keyboard.press('Enter');
      const last = page.getByRole('region', { name: 'Open last' });
      await last.getByRole('button', { name: /^efficiencies Demo openBIS/ }).click();
      await expect(page.getByRole('heading', { name: 'efficiencies' })).toBeVisible();
      await page.goto('about:blank');
      await page.goto(address);
      await expect(page.getByRole('heading', { name: 'efficiencies' })).toBeVisible();
      await expect(openbis.files).toBeVisible();
    });
  });
}

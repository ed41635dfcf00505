import { expect, test } from '../fixtures/test.ts';
import { QueryEditor } from '../pages/query-editor.ts';
import { Workbench } from '../pages/workbench.ts';

test.describe('the query editor', () => {
  let editor: QueryEditor;
  test.beforeEach(async ({ page }) => {
    editor = await QueryEditor.openFor(page, 'hmi', 'hmi.V_45s');
  });

  test('by the keyboard alone a query is saved, and found again among the past ones', async ({ page }) => {
    const { keyboard } = page;
    const first = 'hmi.V_45s[2016.04.01_TAI/1d@6h]{Dopplergram}';
    await editor.fill(first);
    await keyboard.press('Enter');
    await editor.expectRecords('4 records');
    await keyboard.press('Control+s');
    await expect(page.getByLabel('Name of the query')).toBeFocused();
    await keyboard.type('Four Dopplergrams');
    await keyboard.press('Enter');
    const saved = page.getByRole('tree', { name: 'Saved queries' });
    await expect(saved.getByText('Four Dopplergrams')).toBeVisible();

    await editor.fill('hmi.V_45s[2016.04.01_TAI/3m]');
    await keyboard.press('Enter');
    await expect(page.getByRole('region', { name: /^Records of.*3m/ })).toBeVisible({ timeout: 30_000 });
    await new Workbench(page).typeInPalette('>Show past queries');
    await keyboard.press('Enter');
    const past = page.getByRole('dialog', { name: 'History' });
    await expect(past.getByRole('textbox')).toBeFocused();
    await expect(past.getByRole('button', { name: /^hmi/ }).first()).toHaveText(/3m\].*as of/);
    await keyboard.type('Dopplergram');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await expect(editor.text).toHaveText(first);
  });

  test('the form changes the text and the text the form; an unfinished condition waits', async ({ page }) => {
    await editor.fill('hmi.V_45s[2016.04.01_TAI/1d@6h]');
    await page.keyboard.press('Control+Alt+f');
    const form = page.getByRole('region', { name: 'Query form' });
    await expect(form.getByLabel('T_REC: for')).toHaveValue('1d');
    await form.getByLabel('T_REC: every').fill('12h');
    await expect(editor.text).toHaveText('hmi.V_45s[2016.04.01_TAI/1d@12h]');
    await editor.append('[2]');
    await expect(form.getByLabel('CAMERA: values, with commas between')).toHaveValue('2');

    await form.getByRole('button', { name: 'Add condition' }).click();
    await form.getByRole('combobox', { name: 'Condition 1: keyword' }).fill('DATAMEAN');
    await expect(page.getByText(/Condition 1 is unfinished\./)).toBeVisible();
    await expect(editor.runButton).toBeDisabled();
    await expect(page.getByText(/^Without what is unfinished: 2 records/)).toBeVisible();
    await form.getByLabel('Condition 1: comparison').selectOption('>=');
    await form.getByLabel('Condition 1: value').fill('-1000');
    await expect(editor.text).toHaveText('hmi.V_45s[2016.04.01_TAI/1d@12h][2][? DATAMEAN >= -1000 ?]');
    await expect(editor.runButton).toBeEnabled();
  });

  test('saved queries are renamed, removed and brought back @long', async ({ page }) => {
    await editor.fill('hmi.V_45s[2016.04.01_TAI/1d@6h]');
    await page.keyboard.press('Control+s');
    await expect(page.getByLabel('Name of the query')).toBeFocused();
    await page.keyboard.type('First');
    await page.keyboard.press('Enter');
    const saved = page.getByRole('tree', { name: 'Saved queries' });
    await saved.getByRole('treeitem', { name: /^First/ }).press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Name and schedule…' }).click();
    await page.getByLabel('Name of the query').fill('Second');
    await page.keyboard.press('Enter');
    await expect(saved.getByText('Second')).toBeVisible();
    await saved.getByRole('treeitem', { name: /^Second/ }).press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Remove query' }).click();
    await expect(saved).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
    await expect(saved.getByText('Second')).toBeVisible();
  });

  test('series are found by their keywords once those are loaded @long', async ({ page }) => {
    await new Workbench(page).typeInPalette('>search series of demo');
    await page.keyboard.press('Enter');
    const search = page.getByRole('textbox', { name: 'Search series of Demo DRMS' });
    await search.fill('observer carrington');
    await expect(page.getByText(/were searched, and keywords of|of 33 series/).first()).toBeVisible();
    await page.getByRole('button', { name: 'Load the keywords of all series' }).click();
    await expect(page.getByText('Names, notes and keywords of all series are searched.')).toBeVisible({
      timeout: 60_000,
    });
    const row = page.getByRole('row', { name: /hmi\.V_45s/ });
    await expect(row.locator('mark').first()).toBeVisible();
    await row.getByRole('button').click();
    await expect(page.getByRole('heading', { name: 'hmi.V_45s', exact: true })).toBeVisible();
  });
});

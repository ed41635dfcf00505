import { expect, test } from '../../fixtures/test.ts';
import { Collections } from '../../pages/collections.ts';
import { Workbench } from '../../pages/workbench.ts';

test.describe('SQL over kept tables', () => {
  test.beforeEach(async ({ page }) => {
    const workbench = new Workbench(page);
    await workbench.startDemo();
    await workbench.openSolarSeries('hmi', 'hmi.V_45s');
    await page.getByRole('button', { name: 'Query records' }).click();
    await expect(page.getByText('2025.12.31_00:00:45_TAI', { exact: true })).toBeVisible({ timeout: 30_000 });
    await workbench.typeInPalette('>SQL over kept tables');
    await page.keyboard.press('Enter');
  });

  test('E7: by keyboard: complete, see the mistake, mend it, run, find it again and collect it', async ({ page }) => {
    const editor = page.getByRole('textbox', { name: 'SQL statement' });
    await editor.click();
    await page.keyboard.type('SELECT T_REC, DATAMEAN\nFROM hmi_v_45s WHERE DATAME');
    await page.keyboard.press('Control+Space');
    await expect(page.getByRole('option', { name: /DATAMEAN/ })).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(editor).toContainText('WHERE DATAMEAN');
    await page.keyboard.type(' > mistake');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('alert').getByText(/"mistake" not found/)).toBeVisible({ timeout: 30_000 });
    await expect(page.locator('.cm-lintRange-error')).toHaveText('mistake');
    for (let sign = 0; sign < 'mistake'.length; sign++) await page.keyboard.press('Backspace');
    await page.keyboard.type('0 ORDER BY 2 DESC LIMIT 5');
    await page.keyboard.press('Control+Enter');
    const answer = page.getByRole('region', { name: 'Answer' });
    await expect(page.getByText(/^5 rows, /)).toBeVisible({ timeout: 30_000 });
    await expect(answer.getByRole('columnheader', { name: /DATAMEAN/ })).toContainText('m/s');
    await expect(answer.getByRole('columnheader', { name: /T_REC/ })).toContainText('TAI');
    await page.getByRole('button', { name: 'History' }).click();
    await expect(page.getByRole('menuitem', { name: /^SELECT T_REC, DATAMEAN FROM hmi_v_45s/ })).toContainText(
      '5 rows',
    );
    await page.keyboard.press('Escape');

    const collections = new Collections(page);
    await collections.addByKeys('Velocities');
    await collections.open('Velocities');
    await collections.list.getByRole('button', { name: /^SELECT T_REC, DATAMEAN FROM/ }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('tab', { name: /^SELECT T_REC, DATAMEAN FROM/ })).toBeVisible();
    await expect(page.getByText(/^5 rows, /)).toBeVisible({ timeout: 30_000 });
  });

  test('E7: all rows of an answer are shown, and those of the next one in their place', async ({ page }) => {
    const editor = page.getByRole('textbox', { name: 'SQL statement' });
    const cells = page.getByRole('region', { name: 'Answer' }).getByRole('gridcell');
    const run = async (statement: string): Promise<void> => {
      await editor.click();
      await page.keyboard.press('Control+a');
      await page.keyboard.type(statement);
      await page.keyboard.press('Control+Enter');
    };
    await run('SELECT 7 AS n UNION ALL SELECT 8 UNION ALL SELECT 9 ORDER BY n');
    await expect(cells).toHaveText(['7', '8', '9'], { timeout: 30_000 });
    await run('SELECT 70 AS n UNION ALL SELECT 80 ORDER BY n');
    await expect(cells).toHaveText(['70', '80'], { timeout: 30_000 });
  });

  test('E7: a click on a table or a column writes its name; a table can be removed', async ({ page }) => {
    const editor = page.getByRole('textbox', { name: 'SQL statement' });
    await editor.click();
    await page.keyboard.type('SELECT avg(');
    await page
      .getByRole('list', { name: 'Columns of hmi_v_45s' })
      .getByRole('button', { name: /^DATARMS/ })
      .click();
    await page.keyboard.type(') FROM ');
    await page.getByRole('button', { name: 'hmi_v_45s', exact: true }).click();
    await expect(editor).toHaveText('SELECT avg(DATARMS) FROM hmi_v_45s');
    await page.getByRole('button', { name: 'Remove hmi_v_45s', exact: true }).click();
    const question = page.getByRole('dialog', { name: 'Remove kept table hmi_v_45s' });
    await expect(question).toContainText('go from this computer for good');
    await question.getByRole('button', { name: 'Remove table' }).click();
    await expect(page.getByText('None yet. Every answer to a record set stays here.')).toBeVisible();
  });
});

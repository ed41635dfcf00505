import { expect, test } from '../../fixtures/test.ts';
import { QueryEditor } from '../../pages/query-editor.ts';

test.describe('the query editor', () => {
  let editor: QueryEditor;
  test.beforeEach(async ({ page }) => {
    editor = await QueryEditor.openFor(page, 'hmi', 'hmi.V_45s');
  });

  test('by the keyboard alone a query is typed, completed, mended and run @smoke', async ({ page }) => {
    const { keyboard } = page;
    await editor.type('hmi.V_4');
    await editor.expectOffer('hmi.V_45s');
    await keyboard.press('Tab');
    await expect(editor.text).toHaveText('hmi.V_45s');

    await editor.append('[2016.04.01_TAI/1d@6h][? CAMREA = 2 ?]');
    await expect(page.getByText(/has no keyword CAMREA/)).toBeVisible();
    // Where something is offered, Tab takes it.
    await expect(page.getByRole('option')).toHaveCount(0);
    await keyboard.press('Tab');
    await expect(editor.runButton).toBeFocused();
    await keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Write CAMERA' })).toBeFocused();
    await keyboard.press('Enter');
    await expect(editor.text).toHaveText('hmi.V_45s[2016.04.01_TAI/1d@6h][? CAMERA = 2 ?]');

    await editor.append('{Dop');
    await expect(editor.text).toHaveAttribute('aria-invalid', 'true');
    await expect(editor.runButton).toBeDisabled();
    await editor.expectOffer('Dopplergram');
    await keyboard.press('Tab');
    await keyboard.type('}');
    await expect(editor.text).toHaveAttribute('aria-invalid', 'false');
    await expect(page.getByText(/^4 records, about/)).toBeVisible();
    await keyboard.press('Enter');
    await editor.expectRecords('4 records');
  });
});

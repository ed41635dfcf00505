import { expect, test } from '../fixtures/test.ts';

test('the start page offers the demo, and the demo opens its lab @smoke', async ({ page }) => {
  await page.getByRole('button', { name: /demo/i }).first().click();
  await expect(page.getByText('Demo lab').first()).toBeVisible();
});

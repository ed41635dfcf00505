import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixtures/test.ts';

test('A9: the tour by keyboard, and left at any step @smoke', async ({ page }) => {
  const opener = page.getByRole('button', { name: 'Show the tour' });
  await opener.focus();
  await page.keyboard.press('Enter');
  const step = (count: number) => page.getByRole('dialog', { name: new RegExp(`^Tour, step ${count} of 4`) });
  await expect(step(1).getByRole('button', { name: 'Next' })).toBeFocused();
  for (const count of [2, 3, 4]) {
    await page.keyboard.press('Enter');
    await expect(step(count)).toBeInViewport({ ratio: 1 });
  }
  // The old shell opens no second page.
  expect((await new AxeBuilder({ page }).setLegacyMode().analyze()).violations).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(opener).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(step(1).getByRole('button', { name: 'Next' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

import { readFile } from 'node:fs/promises';
import { dropFile } from '../../fixtures/drop-file.ts';
import { expect, test } from '../../fixtures/test.ts';
import { Workbench } from '../../pages/workbench.ts';

test('E2: a polynomial is chosen and fitted, over temperatures that fall to the right', async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.startDemo();
  await workbench.plotConductivity();
  await page.getByText('Linear', { exact: true }).click();
  await page.getByText('Details', { exact: true }).click();
  const details = page.getByRole('region', { name: 'Details of the figure' });
  await details.getByRole('button', { name: 'Usual formulas' }).click();
  await page.getByRole('menuitem', { name: /^Polynomial of degree 2/ }).click();
  await expect(details.getByRole('textbox', { name: 'Formula', exact: true })).toHaveValue('a + b * x + c * x^2');
  await expect(details.getByRole('row', { name: /26S-001/ }).first()).toBeVisible({ timeout: 30_000 });
  await details.getByRole('switch', { name: 'Reverse the lower axis' }).click();
  const ticks = page.locator('.js-plotly-plot .xtick text');
  await expect
    .poll(async () => (await ticks.allTextContents()).map(Number))
    .toEqual((await ticks.allTextContents()).map(Number).toSorted((a, b) => b - a));
});

test('E2: a figure gets units, error bars, a mark and the fit of a formula, all of it undone and brought back @long', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const workbench = new Workbench(page);
  await workbench.startDemo();
  await workbench.plotConductivity();
  await test.step('one curve, which is soon drawn into a file', async () => {
    const numbers = page.getByRole('region', { name: 'Numbers of the figure' });
    for (const tick of await numbers.getByRole('checkbox', { name: /^Draw 26S-/, disabled: false }).all())
      if ((await tick.getAttribute('aria-label')) !== 'Draw 26S-001') await tick.uncheck();
    await expect(page.getByText('1 fit', { exact: true })).toBeVisible();
  });
  await page.getByText('Details', { exact: true }).click();
  const details = page.getByRole('region', { name: 'Details of the figure' });
  const drawing = page.locator('.js-plotly-plot');

  await test.step('units', async () => {
    await details.getByText('°C', { exact: true }).click();
    await expect(drawing.locator('.x2title')).toHaveText('T (°C)');
  });

  await test.step('an axis that runs the other way', async () => {
    const first = drawing.locator('.xtick text').first();
    const usual = await first.textContent();
    await details.getByRole('switch', { name: 'Reverse the lower axis' }).click();
    await expect(first).not.toHaveText(usual ?? '');
    const labels = (await drawing.locator('.x2tick text').allTextContents()).map((text) =>
      Number(text.replace('−', '-')),
    );
    expect(labels).toEqual(labels.toSorted((a, b) => b - a));
    await page.keyboard.press('Control+z');
    await expect(first).toHaveText(usual ?? '');
    await details.getByRole('switch', { name: 'Reverse the axis on the left' }).click();
  });

  await test.step('error bars', async () => {
    const error = details.getByRole('textbox', { name: 'Error of the conductivity' });
    await error.fill('20');
    await error.press('Enter');
    await expect(drawing.locator('.errorbar').first()).toBeAttached();
  });

  await test.step('a mark, moved by keys, and undone', async () => {
    await details.getByRole('button', { name: 'Add mark' }).click();
    await page.getByRole('menuitem', { name: 'Text with arrow' }).click();
    const text = details.getByRole('textbox', { name: /^Text of the mark/ });
    await expect(text).toBeVisible();
    await text.fill('kink');
    await text.press('Enter');
    await expect(drawing.getByText('kink')).toBeVisible();
    const temperature = details.getByRole('textbox', { name: 'Temperature of text “kink” in °C' });
    const before = await temperature.inputValue();
    const handle = page.getByRole('button', { name: 'Move arrow of “kink”' });
    await handle.press('Shift+ArrowRight');
    await expect(temperature).not.toHaveValue(before);
    await handle.press('Control+z');
    await expect(temperature).toHaveValue(before);
  });

  await test.step('a break of the lower axis, which says why it cannot be drawn', async () => {
    await details.getByRole('button', { name: 'Add break' }).click();
    await page.getByRole('menuitem', { name: 'Lower axis' }).click();
    const to = details.getByRole('textbox', { name: 'Break 1 to, in K⁻¹' });
    await expect(to).toBeVisible();
    // A patch and two strokes on the lower axis and on the upper one, besides the range of the fit.
    const strokes = drawing.locator('.shapelayer path');
    const drawn = await strokes.count();
    expect(drawn).toBeGreaterThanOrEqual(6);
    await to.fill('99');
    await to.press('Enter');
    await expect(details.getByRole('alert')).toContainText('on one of its sides there are no data');
    await expect(strokes).toHaveCount(drawn - 6);
    await details.getByRole('button', { name: 'Remove break 1' }).click();
    await expect(details.getByRole('alert')).toHaveCount(0);
  });

  await test.step('a formula: a wrong one says where, a right one is fitted', async () => {
    const formula = details.getByRole('textbox', { name: 'Formula', exact: true });
    await formula.fill('a * exp(-b * x');
    await formula.press('Enter');
    await expect(details.getByRole('alert')).toContainText('The formula cannot be read at its end');
    await formula.fill('a * exp(-b * x)');
    await formula.press('Enter');
    await expect(details.getByRole('row', { name: /^26S-001/ })).toContainText('4.8', { timeout: 30_000 });
    await expect(drawing.locator('.y3title')).toHaveText('σ − fit (%)', { timeout: 30_000 });
  });

  await test.step('a picture brings all of it back', async () => {
    const download = page.waitForEvent('download', { timeout: 60_000 });
    await workbench.typeInPalette('>Export figure as SVG');
    await page.keyboard.press('Enter');
    const saved = await readFile(await (await download).path());
    await details.getByRole('button', { name: 'Remove text “kink”' }).click();
    await expect(drawing.getByText('kink')).toHaveCount(0);
    await dropFile(page, 'conductivity.svg', saved);
    await expect(page.getByText('Opened from conductivity.svg.')).toBeVisible({ timeout: 30_000 });
    await expect(drawing.getByText('kink')).toBeVisible({ timeout: 30_000 });
  });
});

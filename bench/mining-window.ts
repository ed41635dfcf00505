import type { Page } from '@playwright/test';
import { Mining } from '../e2e/pages/mining.ts';
import { type BenchRow, row } from './bench-row.ts';
import { inWindow } from './in-window.ts';

const [goalScreenMs, goalFrames] = [1000, 30];
const moves = 120;
const plots = 15;

interface KeptMiningTable {
  /** Data folder in which it is kept. */
  home: string;
  /** Of its panel. */
  address: string;
  what: string;
  /** Columns of numbers for the scatter matrix, as they are shown. */
  columns: readonly string[];
}

/** A large mining table in Chromium: its first screen, and frames while a box is drawn in the scatter matrix. */
export function windowRows({ home, address, what, columns }: KeptMiningTable): Promise<BenchRow[]> {
  return inWindow(home, async ({ page, address: host }) => {
    await page.goto(host);
    await page.getByRole('button', { name: 'Start the demo' }).waitFor();
    const mining = new Mining(page);
    const startMs = performance.now();
    await page.evaluate(`location.hash = ${JSON.stringify(address)}`);
    await mining.grid.getByRole('gridcell').nth(columns.length).waitFor();
    const screenMs = performance.now() - startMs;
    const frames = await brushedFrames(page, mining, columns);
    const name = `mining table ${what} in Chromium`;
    return [
      row(
        `${name}: link to first screen, with start of the engine`,
        screenMs,
        'ms',
        '≤ 1000 ms',
        screenMs <= goalScreenMs,
      ),
      row(`${name}: frames per second of brushing in ${plots} plots`, frames, '1/s', '≥ 30', frames >= goalFrames),
    ];
  });
}

/** A box over most of a plot, so that most rows are marked in all of them. */
async function brushedFrames(page: Page, mining: Mining, columns: readonly string[]): Promise<number> {
  await mining.show('Scatter matrix');
  const choice = page.getByRole('combobox', { name: 'Columns of the scatter matrix' });
  for (const column of columns) {
    await choice.fill(column);
    const option = page.getByRole('option', { name: column, exact: true });
    if ((await option.getAttribute('aria-selected')) !== 'true') await option.click();
  }
  await page.keyboard.press('Escape');
  const plot = page.getByRole('group', { name: /points$/ });
  await plot.nth(plots - 1).waitFor();
  const area = await plot.nth(0).boundingBox();
  if (area === null) throw new Error('The first plot is not on the screen.');
  await page.mouse.move(area.x + 2, area.y + 2);
  await page.mouse.down();
  await page.evaluate(countFrames);
  for (let move = 1; move <= moves; move++) {
    const share = 0.5 + 0.45 * Math.sin(move / 8);
    await page.mouse.move(area.x + area.width * share, area.y + area.height * share);
  }
  const { count, ms } = (await page.evaluate('globalThis.counted()')) as { count: number; ms: number };
  await page.mouse.up();
  return (1000 * count) / ms;
}

const countFrames = `(() => {
  const startMs = performance.now();
  let count = 0;
  const next = () => { count += 1; requestAnimationFrame(next); };
  requestAnimationFrame(next);
  globalThis.counted = () => ({ count, ms: performance.now() - startMs });
})()`;

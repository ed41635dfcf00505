import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { type BenchRow, row } from './bench-row.ts';
import { inWindow } from './in-window.ts';
import { draftOf, site, source, tableWords, withMiningLab } from './mining-lab.ts';

const [goalScreenMs, goalMatrixMs, goalFrames] = [1000, 500, 30];
const moves = 120;
const columns = ['value_0', 'value_1', 'value_2', 'value_3', 'value_4', 'value_5'];
/** Those that the window chooses itself. */
const columnsAtFirst = 4;
const plots = (columns.length * (columns.length - 1)) / 2;

/** A large mining table in Chromium: its first screen, its scatter matrix, and frames while a box is drawn in that. */
export async function run(): Promise<BenchRow[]> {
  const home = mkdtempSync(join(tmpdir(), 'quarry-bench-mining-'));
  try {
    await withMiningLab(home, ({ handlers, signal }) => handlers['mining.table.make'](draftOf(source), { signal }));
    return await inWindow(home, async ({ page, address }) => {
      await page.goto(address);
      await page.getByRole('button', { name: 'Start the demo' }).waitFor();
      const screenMs = await firstScreenMs(page);
      // The plot that stands there first is drawn meanwhile.
      await page.waitForTimeout(3000);
      const matrixMs = await matrixShownMs(page);
      const { frames, busyMs } = await brushed(page);
      const name = `mining table ${tableWords} in Chromium`;
      const [isSoon, isQuick, isSmooth] = [screenMs <= goalScreenMs, matrixMs <= goalMatrixMs, frames >= goalFrames];
      return [
        row(`${name}: link to first screen, with start of the engine`, screenMs, 'ms', '≤ 1000 ms', isSoon),
        row(`${name}: click to scatter matrix of ${columns.length}`, matrixMs, 'ms', '≤ 500 ms', isQuick),
        row(`${name}: frames per second of brushing in ${plots} plots`, frames, '1/s', '≥ 30', isSmooth),
        row(`${name}: processor time of the page for one frame of it`, busyMs, 'ms', 'told', true),
      ];
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** From the link to a cell with its value, as the page itself measures it: a look from outside takes time of the page. */
async function firstScreenMs(page: Page): Promise<number> {
  const address = ['mining', site, source.kind, source.text].map(encodeURIComponent).join('/');
  const shownMs = await page.evaluate(`new Promise((resolve) => {
    const startMs = performance.now();
    const isFirst = (cell) => cell.textContent === '26X-0';
    const look = () => {
      if ([...document.querySelectorAll('[role=gridcell]')].some(isFirst)) resolve(performance.now() - startMs);
      else requestAnimationFrame(look);
    };
    location.hash = ${JSON.stringify(`#/${address}`)};
    look();
  })`);
  return Number(shownMs);
}

/** From the tab to a matrix of the first columns, and from there to one of all, each with the numbers from the core. */
async function matrixShownMs(page: Page): Promise<number> {
  const tab = page.getByRole('tab', { name: 'Scatter matrix', exact: true });
  let sumMs = await drawnMs(page, tab, (columnsAtFirst * (columnsAtFirst - 1)) / 2);
  await page.getByRole('combobox', { name: 'Columns of the scatter matrix' }).press('ArrowDown');
  for (const [place, column] of columns.entries()) {
    if (place < columnsAtFirst) continue;
    const option = page.getByRole('option', { name: column, exact: true });
    await option.waitFor();
    sumMs += await drawnMs(page, option, ((place + 1) * place) / 2);
  }
  await page.keyboard.press('Escape');
  return sumMs;
}

/** From the click to so many plots, which are drawn in the same task as they appear, as the page itself measures it. */
async function drawnMs(page: Page, clicked: Locator, plots: number): Promise<number> {
  await page.evaluate(`void (globalThis.drawnMs = new Promise((resolve) => {
    const look = (startMs) => {
      const count = document.querySelectorAll('table [role=group] canvas').length;
      if (count === ${plots}) resolve(performance.now() - startMs);
      else requestAnimationFrame(() => look(startMs));
    };
    document.addEventListener('click', () => look(performance.now()), { capture: true, once: true });
  }))`);
  await clicked.click();
  return Number(await page.evaluate('globalThis.drawnMs'));
}

/** A box over most of a plot, so that most rows are marked in all of them. */
async function brushed(page: Page): Promise<{ frames: number; busyMs: number }> {
  const area = await page
    .getByRole('group', { name: /points$/ })
    .first()
    .boundingBox();
  if (area === null) throw new Error('The first plot is not on the screen.');
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busySeconds = async (): Promise<number> =>
    (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  await page.mouse.move(area.x + 2, area.y + 2);
  await page.mouse.down();
  const before = await busySeconds();
  await page.evaluate(countFrames);
  for (let move = 1; move <= moves; move++) {
    const share = 0.5 + 0.45 * Math.sin(move / 8);
    await page.mouse.move(area.x + area.width * share, area.y + area.height * share);
  }
  const { count, ms } = (await page.evaluate('globalThis.counted()')) as { count: number; ms: number };
  const busyMs = 1000 * ((await busySeconds()) - before);
  await page.mouse.up();
  return { frames: (1000 * count) / ms, busyMs: busyMs / count };
}

const countFrames = `(() => {
  const startMs = performance.now();
  let count = 0;
  const next = () => { count += 1; requestAnimationFrame(next); };
  requestAnimationFrame(next);
  globalThis.counted = () => ({ count, ms: performance.now() - startMs });
})()`;

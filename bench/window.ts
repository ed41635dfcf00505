import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { Workbench } from '../e2e/pages/workbench.ts';
import { type BenchRow, row } from './bench-row.ts';
import { inWindow } from './in-window.ts';
import { conductivityText } from './raw-data.ts';

const series = 'Round robin 50';
const points = 100_000;

/** Tells the longest task of the page since the last question. */
const observe = `globalThis.longest = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, entry.duration); }).observe({ entryTypes: ['longtask'] });`;

async function longestTaskMs(page: Page): Promise<number> {
  return Number(
    await page.evaluate('(() => { const longest = globalThis.longest; globalThis.longest = 0; return longest; })()'),
  );
}

/** A figure of 50 samples with 100 000 points each, in the window: how long it takes and how long the page does not answer. */
export async function run(): Promise<BenchRow[]> {
  const home = mkdtempSync(join(tmpdir(), 'quarry-bench-'));
  try {
    return await inWindow(home, async ({ page, address }) => {
      await page.addInitScript(observe);
      await page.goto(address);
      const workbench = new Workbench(page);
      await workbench.startDemo();
      const files = join(home, 'demo/files/conductivity/2026');
      for (const [index, name] of readdirSync(files)
        .filter((file) => file.startsWith('sigma_26K'))
        .entries()) {
        writeFileSync(join(files, name), conductivityText(points, index % 40));
      }
      await page.evaluate(
        `location.hash = location.hash.replace(encodeURIComponent('µc-Si:H SC variation'), encodeURIComponent('${series}'))`,
      );
      await page.getByRole('heading', { name: series }).first().waitFor();
      await page.waitForTimeout(3000);
      await longestTaskMs(page);
      const startMs = performance.now();
      await page.getByRole('button', { name: 'Plot conductivity' }).last().click();
      await page.getByText('50 fits').waitFor({ timeout: 120_000 });
      const loadedMs = performance.now() - startMs;
      const whileLoading = await longestTaskMs(page);
      await page.locator('.js-plotly-plot .scatterlayer .trace').first().waitFor({ timeout: 60_000 });
      await page.waitForTimeout(2000);
      const whileDrawing = await longestTaskMs(page);
      return [
        row('window: 50 × 100 000 points, click to table of fits', loadedMs / 1000, 's', 'told', true),
        row('window: longest block while it loads', whileLoading, 'ms', '≤ 50 ms', whileLoading <= 50),
        row('window: longest block of the first drawing', whileDrawing, 'ms', 'told', true),
      ];
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

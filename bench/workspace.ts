import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { storySeries, Workbench } from '../e2e/pages/workbench.ts';
import { type BenchRow, median, row } from './bench-row.ts';
import { inWindow } from './in-window.ts';

const samples = ['26S-001', '26S-002', '26S-003', '26S-004', '26S-005', '26S-006', '26S-007', '26S-008'];
/** The series, its figure, its samples, and the solar series with its records. */
const panels = samples.length + 4;
const restarts = 5;
const megabyte = 1024;
/** What a person does in a busy hour or two, at night what is done in eight hours; the first ones fill caches. */
const rounds = process.env.QUARRY_NIGHTLY === '1' ? 480 : 80;
const warmRounds = 20;
const roundsPerTable = 5;

/** A workspace of twelve panels: how long it takes to come back, and what the window needs then and after much work. */
export async function run(): Promise<BenchRow[]> {
  const home = mkdtempSync(join(tmpdir(), 'quarry-bench-'));
  try {
    return await inWindow(home, async ({ page: first, browser, address }) => {
      await first.goto(address);
      await openPanels(first);
      const restoredMs: number[] = [];
      for (let number = 0; number < restarts; number++) restoredMs.push(await restoreMs(first));
      const page = await openedAnew(first, address);
      await forgetAnswers(page);
      const atFirstMb = await memoryMb(browser);
      for (let round = 0; round < warmRounds; round++) await workOn(page, round);
      const warmMb = await settledMemoryMb(browser, page);
      for (let round = 0; round < rounds; round++) await workOn(page, round);
      const grownMb = (await settledMemoryMb(browser, page)) - warmMb;
      const ms = median(restoredMs);
      return [
        row(`window: workspace of ${panels} panels comes back`, ms / 1000, 's', '≤ 1.5 s', ms <= 1500),
        row('window: memory of the page with it', atFirstMb, 'MB', '≤ 350 MB', atFirstMb <= 350),
        row(`window: growth in ${rounds} rounds of work`, grownMb, 'MB', '≤ 20 MB', grownMb <= 20),
      ];
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function openPanels(page: Page): Promise<void> {
  const workbench = new Workbench(page);
  await workbench.startDemo();
  for (const name of samples) await workbench.openMemberByPalette(name);
  await workbench.openSolarSeries('hmi', 'hmi.V_45s');
  await page.getByRole('button', { name: 'Query records' }).click();
  await page.getByText('1,920 records', { exact: true }).waitFor({ timeout: 60_000 });
  await workbench.openSeriesByPalette(storySeries);
  await workbench.plotConductivity();
  await page.waitForTimeout(2000);
}

/** From the beginning of the navigation to the tabs and the drawn figure in front. */
async function restoreMs(page: Page): Promise<number> {
  await page.reload();
  await untilRestored(page);
  const ms = Number(await page.evaluate('performance.now()'));
  await page.waitForTimeout(1000);
  return ms;
}

async function untilRestored(page: Page): Promise<void> {
  await page.waitForFunction(
    `document.querySelectorAll('[role=tab]').length >= ${panels} && document.querySelector('.js-plotly-plot .scatterlayer .trace') !== null`,
  );
}

/** As after a start of the desktop: the page that was loaded again and again is gone with its rubbish. */
async function openedAnew(page: Page, address: string): Promise<Page> {
  const opened = await page.context().newPage();
  await page.close();
  await opened.goto(address);
  await untilRestored(opened);
  // Nothing is collected by force.
  await opened.waitForTimeout(3000);
  return opened;
}

/** Playwright asks the page to keep each answer for its reader, in memory that the window of a person never needs. */
async function forgetAnswers(page: Page): Promise<void> {
  const { _connection } = page as unknown as PageInside;
  // Only the session that asked can take it back.
  await _connection.toImpl(page).delegate._mainFrameSession._client.send('Network.disable');
}

/** Of Playwright's own page, which is not public. */
interface PageInside {
  _connection: { toImpl: (page: Page) => { delegate: { _mainFrameSession: { _client: CdpClient } } } };
}

interface CdpClient {
  send: (method: string) => Promise<unknown>;
}

/** Goes to a panel, looks something up, and comes back. */
async function workOn(page: Page, round: number): Promise<void> {
  const workbench = new Workbench(page);
  await workbench.openMemberByPalette(samples[round % samples.length] ?? storySeries);
  await workbench.typeInPalette('anneal');
  await page.keyboard.press('Escape');
  await workbench.openSeriesByPalette(storySeries);
  await page.getByRole('tab', { name: /^Conductivity/ }).click();
  await page.locator('.js-plotly-plot .scatterlayer .trace').first().waitFor();
  if (round % roundsPerTable === 0) await lookAtRecords(page);
}

/** Every now and then: a panel is opened, a large table is walked through, and the panel is closed again. */
async function lookAtRecords(page: Page): Promise<void> {
  await page.getByRole('tab', { name: /^hmi\.V_45s\[/ }).click();
  const cell = page.getByRole('gridcell').nth(5);
  await cell.click();
  for (let step = 0; step < 5; step++) await page.keyboard.press('PageDown');
  await page.keyboard.press('F1');
  await page.getByRole('tab', { name: 'Keyboard shortcuts' }).waitFor();
  await page.keyboard.press('Alt+w');
  await page.getByRole('tab', { name: 'Keyboard shortcuts' }).waitFor({ state: 'detached' });
}

async function settledMemoryMb(browser: Browser, page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
  await page.waitForTimeout(3000);
  return memoryMb(browser);
}

/** Of the largest process that draws pages; what it shares with others is counted by its part. */
async function memoryMb(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const pages = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => proportionalMb(id));
  return Math.max(...pages);
}

function proportionalMb(pid: number): number {
  const [, kilobytes] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
  return Number(kilobytes) / megabyte;
}

import { type Browser, chromium, type Page } from '@playwright/test';
import { startServe } from '../e2e/fixtures/quarry-process.ts';
import { findOrInstallBrowser } from '../scripts/browser.ts';

export interface BenchWindow {
  page: Page;
  browser: Browser;
  /** Of the host. */
  address: string;
}

/**
 * A page of a host on a data folder, until the work with it ends. It is open for observers that the page's own policy
 * would refuse.
 */
export async function inWindow<R>(home: string, work: (window: BenchWindow) => Promise<R>): Promise<R> {
  const served = await startServe(home);
  const browser = await chromium.launch({
    executablePath: findOrInstallBrowser(() => undefined),
    args: ['--no-sandbox'],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true });
    const page = await context.newPage();
    return await work({ page, browser, address: served.answer.address });
  } finally {
    await browser.close();
    await served.stop();
  }
}

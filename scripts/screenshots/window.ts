import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { type ServeAnswer, startServe } from '../../e2e/fixtures/quarry-process.ts';

/** Takes a picture of the window as it stands. */
export type Take = (name: string) => Promise<void>;

type Scheme = 'light' | 'dark';

interface Pictures {
  folder: string;
  width: number;
  height: number;
  /** Smaller files, for pages with many pictures. */
  asJpeg: boolean;
  say(line: string): void;
}

/** Images further down are loaded only when they are scrolled to. */
const seenImagesAreComplete =
  '[...document.images].every((image) => image.complete || image.getBoundingClientRect().top > innerHeight)';

/** A window on a core of its own, for a walk through its screens. */
export async function inWindow(
  browser: Browser,
  scheme: Scheme,
  pictures: Pictures,
  walk: (page: Page, take: Take, host: ServeAnswer) => Promise<void>,
): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'quarry-screens-'));
  const served = await startServe(home);
  const { width, height } = pictures;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    timezoneId: 'Europe/Berlin',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  try {
    await page.goto(served.answer.address);
    await walk(page, (name) => takePicture(page, `${name}-${scheme}`, pictures), served.answer);
  } finally {
    await context.close();
    await served.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function takePicture(page: Page, name: string, { folder, asJpeg, say }: Pictures): Promise<void> {
  // Toasts and late thumbnails belong to no screen.
  await page.waitForTimeout(900);
  for (let tries = 0; tries < 50 && !(await page.evaluate(seenImagesAreComplete)); tries++)
    await page.waitForTimeout(200);
  const file = `${name}.${asJpeg ? 'jpg' : 'png'}`;
  await page.screenshot({
    path: join(folder, file),
    ...(asJpeg ? { type: 'jpeg' as const, quality: 82 } : {}),
  });
  say(file);
}

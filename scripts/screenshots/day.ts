import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { monitorSeries, WorkingDay } from '../../e2e/pages/working-day.ts';
import type { Take } from './window.ts';

/** The pictures of the first page: a working day, from a series that is found to a figure that opens again. */
export async function takeDay(page: Page, take: Take): Promise<void> {
  const day = new WorkingDay(page, 'mouse');
  await day.begin();
  await day.workbench.typeInPalette('monitor');
  await day.palette.getByText(monitorSeries, { exact: true }).first().waitFor();
  await take('day-1-find');
  await page.keyboard.press('Escape');
  await day.find('#monitor', monitorSeries);
  await day.collect();
  await day.mineLayers();
  await day.correlate();
  await take('day-2-mine');
  await day.collect();
  await day.askTheSun();
  await day.collect();
  await day.joinByTime();
  await take('day-3-join');
  await day.collect();
  await day.drawFigure();
  await day.collect();
  await day.checkFigure();
  await take('day-4-check');
  await page.keyboard.press('Escape');
  await day.attach();
  await day.collect();
  await day.openCollection();
  await day.collections.writeNotes('Thicker layers have the **lower** activation energy: r = −0.92, n = 198.');
  await expect(page.getByText(/^1 thing is added/)).toHaveCount(0, { timeout: 30_000 });
  await take('day-5-collect');
  await takeLiveFigure(day, take);
}

async function takeLiveFigure(day: WorkingDay, take: Take): Promise<void> {
  const parent = mkdtempSync(join(tmpdir(), 'quarry-screens-export-'));
  const folder = join(parent, 'exported');
  const picture = (): string | undefined => {
    const names = readdirSync(parent, { recursive: true, encoding: 'utf8' });
    return names.find((name) => /^exported[/\\].*figure.*\.png$/.test(name));
  };
  try {
    await day.collections.export(folder);
    await expect.poll(picture, { timeout: 120_000 }).toBeDefined();
    await day.dropPicture(join(parent, picture() ?? ''));
    await take('day-6-live');
  } finally {
    rmSync(parent, { recursive: true });
  }
}

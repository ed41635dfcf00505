import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures/test.ts';
import { expectNoViolations } from '../fixtures/violations.ts';
import { figureTitle, monitorSeries, resultTitle, sunRecords, WorkingDay } from '../pages/working-day.ts';

test.describe('a working day: A6 A7 E2 E3 E4 E6 E7', () => {
  // Three systems, and all processes of the core.
  test.setTimeout(300_000);

  test('from a series that is found to a figure that opens again out of the exported collection', async ({
    page,
    home,
    host,
  }) => {
    const day = new WorkingDay(page, 'mouse');
    const { collections } = day;
    await day.begin();
    await test.step('find a series, mine its 200 samples, correlate', async () => {
      await day.find('#monitor', monitorSeries);
      await day.collect();
      await day.mineLayers();
      await day.correlate();
      await day.collect();
    });
    await test.step('join with records of the sun by time', async () => {
      await day.askTheSun();
      await day.collect();
      await day.joinByTime();
      await day.collect();
    });
    await test.step('draw a figure in two columns, check it, attach it', async () => {
      await day.drawFigure();
      await day.collect();
      if (host === 'web') await day.copyFigureAsCode();
      await day.checkFigure();
      await day.mendFigure();
      if (host === 'web') {
        const download = page.waitForEvent('download');
        await day.press(day.exportDialog.getByRole('button', { name: /^Export as/ }));
        await download;
      } else await page.keyboard.press('Escape');
      await expect(day.exportDialog).toHaveCount(0);
      await day.attach();
      await day.collect();
    });
    await test.step('one thing more comes by the mouse alone', () => day.dragFromPalette('@26S-003', '26S-003'));
    await day.openCollection();
    await collections.expectThings([
      ...[monitorSeries, `Mining: ${monitorSeries}`, sunRecords, /^SELECT /],
      ...[figureTitle, resultTitle, '26S-003'],
    ]);

    const folder = join(home, 'exported');
    await test.step('export all of it', async () => {
      await collections.export(folder);
      await expect.poll(() => existsSync(join(folder, 'manifest.json')), { timeout: 120_000 }).toBe(true);
      expectWhole(folder);
    });
    await test.step('the exported figure is the live figure again', async () => {
      const picture = filesOf(folder, 'figure').find((path) => path.endsWith('.png')) ?? '';
      await day.dropPicture(join(folder, picture));
    });
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`in ${colorScheme} colours`, () => {
      test.use({ colorScheme });

      test('by keyboard alone @long', async ({ page, home }) => {
        // Each step is looked through for faults.
        test.setTimeout(600_000);
        const day = new WorkingDay(page, 'keys');
        /** What the step has led to can be told by a screen reader. */
        const step = (title: string, go: () => Promise<void>, parts: string[] = []): Promise<void> =>
          test.step(title, async () => {
            await go();
            await expectNoViolations(page, parts);
          });
        const dialog = ['[role="dialog"]'];
        await step('begin', () => day.begin());
        await step('find a series', () => day.find('#monitor', monitorSeries));
        await step('mine its samples', () => day.mineLayers());
        await step('correlate', () => day.correlate());
        await day.collect();
        await step('ask the sun', () => day.askTheSun());
        await day.collect();
        await step('join by time', () => day.joinByTime());
        await day.collect();
        await step('draw a figure', () => day.drawFigure());
        await day.collect();
        await step('check it', () => day.checkFigure(), dialog);
        await step('mend it', () => day.mendFigure(), dialog);
        await page.keyboard.press('Escape');
        await expect(day.exportDialog).toHaveCount(0);
        await step('attach it', () => day.attach());
        await day.collect();
        await step('open the collection', () => day.openCollection());
        await day.collections.expectThings([
          ...[`Mining: ${monitorSeries}`, sunRecords, /^SELECT /],
          ...[figureTitle, resultTitle],
        ]);

        const folder = join(home, 'exported');
        await step('export all of it', () => day.exportCollection(folder));
        await expect.poll(() => existsSync(join(folder, 'manifest.json')), { timeout: 120_000 }).toBe(true);
        expect(['mining', 'sql'].map((kind) => rowsOf(folder, kind))).toEqual([200, 200]);
        const picture = filesOf(folder, 'figure').find((path) => path.endsWith('.png')) ?? '';
        await step('open the exported figure', () => day.openPicture(join(folder, picture)));
      });
    });
  }
});

interface Manifest {
  items: { thing: { kind: string }; problem: string | null; files: { path: string }[] }[];
}

function manifestOf(folder: string): Manifest {
  // The form that the documentation promises.
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
}

function filesOf(folder: string, kind: string): string[] {
  const item = manifestOf(folder).items.find(({ thing }) => thing.kind === kind);
  return item?.files.map(({ path }) => path) ?? [];
}

/** Every thing has its data, and all rows of the tables are there. */
function expectWhole(folder: string): void {
  const { items } = manifestOf(folder);
  expect(items.map(({ thing, problem }) => [thing.kind, problem])).toEqual(
    ['series', 'mining', 'records', 'sql', 'figure', 'result', 'sample'].map((kind) => [kind, null]),
  );
  for (const { path } of items.flatMap(({ files }) => files)) expect(existsSync(join(folder, path)), path).toBe(true);
  expect(rowsOf(folder, 'mining')).toBe(200);
  expect(rowsOf(folder, 'records')).toBe(6840);
  expect(filesOf(folder, 'figure').filter((path) => path.endsWith('.dat'))).toHaveLength(11);
  expect(readdirSync(folder).toSorted()).toEqual(['README.md', 'data', 'manifest.json', 'ro-crate-metadata.json']);
}

function rowsOf(folder: string, kind: string): number {
  const path = filesOf(folder, kind).find((one) => one.endsWith('.csv')) ?? '';
  return readFileSync(join(folder, path), 'utf8').trim().split('\n').length - 1;
}

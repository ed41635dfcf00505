import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import type { ServeAnswer } from '../e2e/fixtures/quarry-process.ts';
import { CrawlersPage, writeCrawler } from '../e2e/pages/crawlers.ts';
import { Exports } from '../e2e/pages/exports.ts';
import { OutboxPage } from '../e2e/pages/outbox.ts';
import { Queries } from '../e2e/pages/queries.ts';
import { Workbench } from '../e2e/pages/workbench.ts';
import { findOrInstallBrowser } from './browser.ts';
import { buildTargets } from './build/targets.ts';
import { root } from './root.ts';
import { takeDay } from './screenshots/day.ts';
import { takeCollections, takeFind, takeMining, takePublishing } from './screenshots/lab.ts';
import { takeJupyter, takeOpenbis } from './screenshots/openbis.ts';
import { takeQueries, takeSavedQuery, takeSql } from './screenshots/solar.ts';
import { inWindow, type Take } from './screenshots/window.ts';

/** Every screen in both colour schemes, from the demo, into docs/screenshots; with `day` the pictures of a working day alone. */
const isDayAlone = process.argv.includes('day');
const say = (line: string): void => console.error(line);
const folder = join(root, 'docs/screenshots');
mkdirSync(folder, { recursive: true });
await buildTargets(root, ['renderer'], { say });
const browser = await chromium.launch({ executablePath: findOrInstallBrowser(say), args: ['--no-sandbox'] });

try {
  for (const scheme of ['light', 'dark'] as const) {
    if (!isDayAlone) await inWindow(browser, scheme, { folder, say, width: 1440, height: 900, asJpeg: false }, walk);
    await inWindow(browser, scheme, { folder, say, width: 1440, height: 900, asJpeg: true }, takeDay);
  }
} finally {
  await browser.close();
}

async function walk(page: Page, take: Take, host: ServeAnswer): Promise<void> {
  const workbench = new Workbench(page);
  await page.getByRole('button', { name: 'Start the demo' }).waitFor();
  await take('01-start');
  await page.getByRole('button', { name: /^Add/ }).first().click();
  await page.getByRole('dialog').waitFor();
  await take('02-connection');
  await workbench.closeDialog();
  await workbench.startDemo();
  await take('03-series');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('26S-00');
  await page.getByText(/\d+ matches/).waitFor();
  await take('04-palette');
  await page.keyboard.press('Escape');
  await workbench.plotConductivity();
  await take('05-figure');
  await page.getByText('Details', { exact: true }).click();
  await page.getByRole('region', { name: 'Details of the figure' }).waitFor();
  await take('05b-figure-details');
  await page.getByText('Numbers', { exact: true }).click();
  await workbench.openAttach();
  await take('06-attach');
  await page.keyboard.press('Control+Enter');
  await workbench.expectWritten();
  await take('07-attached');
  await page.getByRole('button', { name: /Show result/ }).click();
  await take('08-result');
  // The other panels are shown in their whole width.
  await page
    .locator('.dv-tab')
    .getByText(/^Conductivity µc/)
    .click();
  await page.keyboard.press('Alt+w');
  await page.locator('.js-plotly-plot').waitFor({ state: 'detached' });
  await workbench.openMemberByPalette('26S-005');
  await take('09-sample');
  await page.keyboard.press('Control+j');
  await take('10-jobs');
  await page.keyboard.press('Control+j');
  await new OutboxPage(page).open();
  await page.getByRole('button', { name: /^Result: Conductivity/ }).click();
  await take('24-outbox');
  const crawlers = new CrawlersPage(page);
  await crawlers.open();
  await crawlers.add(writeCrawler(mkdtempSync(join(tmpdir(), 'quarry-screens-crawler-'))));
  await crawlers.tab('Dry run').click();
  await page.getByRole('button', { name: 'Look what a run would do' }).click();
  await page.getByRole('table', { name: 'What a run would do' }).waitFor();
  await take('37-crawlers');
  await page.keyboard.press('Control+,');
  await take('11-settings');
  await page.keyboard.press('F1');
  await take('12-shortcuts');
  await workbench.openSolarSeries('hmi', 'hmi.V_45s');
  await take('14-drms-series');
  await page.getByRole('button', { name: 'Query records' }).click();
  await page.getByText('2025.12.31_00:00:45_TAI', { exact: true }).waitFor();
  await page.locator('.js-plotly-plot .scatterlayer .trace').first().waitFor();
  await take('15-records');
  const records = page.getByRole('region', { name: /^Records of/ });
  await records.getByRole('columnheader', { name: /^QUALITY/ }).focus();
  await page.keyboard.press('Alt+ArrowDown');
  await page.getByRole('form', { name: 'Filter of QUALITY' }).getByRole('checkbox', { name: 'no image' }).check();
  await take('17-records-filter');
  await page.keyboard.press('Enter');
  await records.getByText('2025.12.31_00:00:45_TAI', { exact: true }).click();
  await records.getByText('2025.12.31_00:06:00_TAI', { exact: true }).click({ modifiers: ['Shift'] });
  await take('18-records-selection');
  await page.keyboard.press('Control+e');
  await page.getByRole('dialog').waitFor();
  await take('16-export');
  const exports = new Exports(page);
  await exports.dialog.getByRole('button', { name: 'Add a step' }).click();
  await page.getByRole('menuitem', { name: /^Cut out a part/ }).click();
  await exports.dialog.getByText('Template', { exact: true }).click();
  await exports.dialog.getByText(/^Images of/).waitFor();
  await take('19-export-cut-out');
  await exports.dialog.getByRole('button', { name: 'Leave out Cut out a part' }).click();
  await exports.writeList(['01', '02', '03'].map((day) => `hmi.V_45s[2016.04.${day}_TAI/1d@1h]{Dopplergram}`));
  await exports.dialog.getByText(/3 requests\.$/).waitFor();
  await page.keyboard.press('Control+Enter');
  await exports.dialog.waitFor({ state: 'hidden' });
  await exports.showTransfers();
  await exports.transfers.getByText('Done, verified').first().waitFor();
  await exports.transfers.getByRole('row', { name: /^Part 1 / }).click();
  await take('20-transfers');
  await page.keyboard.press('Control+j');
  await page.keyboard.press('Control+,');
  await page.getByRole('heading', { name: 'Solar data servers' }).scrollIntoViewIfNeeded();
  await take('21-settings-servers');
  await takeQueries(page, workbench, take);
  await takeSql(page, workbench, take);
  await takeOpenbis(page, take);
  await takeJupyter(page, take);
  await workbench.openFits(join(root, 'app/domain/fits/fixtures/cube-i16.fits'));
  await page.locator('canvas[data-drawn="true"]').waitFor();
  await page.getByRole('application').hover();
  await take('22-fits');
  await page.getByRole('tab', { name: 'Header' }).click();
  await take('23-fits-header');
  await takeMining(page, take);
  await takeFind(page, take);
  await takePublishing(page, take);
  await takeCollections(page, take);
  await takeSavedQuery(new Queries(page, host), workbench, take);
  await page.setViewportSize({ width: 1100, height: 700 });
  await workbench.openMemberByPalette('26S-001');
  await take('13-sample-1100');
}

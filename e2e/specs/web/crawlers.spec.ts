import { expect, test } from '../../fixtures/test.ts';
import { expectNoViolations } from '../../fixtures/violations.ts';
import { CrawlersPage, writeCrawler } from '../../pages/crawlers.ts';
import { Workbench } from '../../pages/workbench.ts';

test.setTimeout(120_000);

test('a crawler is added, looked at in a dry run, run, planned, and taken off the list @long', async ({
  page,
  home,
}) => {
  const crawlers = new CrawlersPage(page);
  await new Workbench(page).startDemo();
  await crawlers.open();
  await expect(page.getByText('No crawlers yet.')).toBeVisible();
  await crawlers.add(`${home}/nothing.yaml`);
  await expect(page.getByRole('form', { name: 'New crawler' }).getByRole('alert')).toContainText(
    'nothing.yaml cannot be read',
  );
  await page.getByLabel('File that describes the crawler').fill(writeCrawler(home));
  await page.getByRole('button', { name: 'Add the crawler' }).click();

  const details = crawlers.details('four-point');
  await crawlers.tab('Dry run').click();
  await details.getByRole('button', { name: 'Look what a run would do' }).click();
  const preview = details.getByRole('table', { name: 'What a run would do' });
  await expect(preview.getByRole('row', { name: /cold\.dat send 26S-005/ })).toBeVisible();
  await expect(preview.getByRole('row', { name: /notes\.dat invalid/ })).toBeVisible();

  await crawlers.toolbar.getByRole('button', { name: 'Run now' }).click();
  await crawlers.tab('Files').click();
  await details.getByText('Done 2').click({ timeout: 60_000 });
  await expect(details.getByText(/^this computer, .* since /)).toBeVisible();
  await crawlers.tab('Schedule').click();
  await details.getByText('Every so many minutes').click();
  await details.getByLabel('Minutes between two runs').fill('90');
  await details.getByRole('button', { name: 'Save schedule' }).click();
  await expect(page.getByRole('row', { name: /^four-point .* every 90 min/ })).toBeVisible();
  await expect(details.getByText(/quarry crawl .*four-point\.yaml --once/)).toBeVisible();
  await crawlers.tab('Log').click();
  await expect(details.getByText('started crawling')).toBeVisible();
  await expectNoViolations(page, ['[data-panel]']);
  await page.emulateMedia({ colorScheme: 'dark' });
  await crawlers.tab('Files').click();
  await expectNoViolations(page, ['[data-panel]']);

  await details.getByRole('button', { name: /^Open in the outbox: .*26S-005.cold\.dat$/ }).click();
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('Saved in the journal');
  await expect(page.getByRole('toolbar', { name: 'Outbox' })).toBeVisible();
  await page.getByRole('tab', { name: 'Crawlers' }).click();
  await crawlers.toolbar.getByRole('button', { name: 'Remove from the list' }).click();
  await expect(page.getByText('No crawlers yet.')).toBeVisible();
});

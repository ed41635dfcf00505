import type { Page } from '@playwright/test';
import { Collections } from '../../e2e/pages/collections.ts';
import { Mining } from '../../e2e/pages/mining.ts';
import { Publishing } from '../../e2e/pages/publishing.ts';
import { storySeries } from '../../e2e/pages/workbench.ts';
import type { Take } from './window.ts';

export async function takeMining(page: Page, take: Take): Promise<void> {
  const mining = new Mining(page);
  await mining.workbench.openSeriesByPalette(storySeries);
  await mining.openFromSeries();
  await mining.choose('Thickness of Layer thickness measurement');
  await mining.choose('Number of PDS measurement');
  await mining.choose('Timestamp of Conductivity measurement');
  await mining.choose('Purpose of Sample');
  await mining.compute('half', 'ln(thickness) / 2');
  await take('47-mining-columns');
  await mining.make();
  await mining.grid
    .getByRole('gridcell', { name: /^\d{3,4}$/ })
    .first()
    .click();
  await mining.show('Correlation');
  await page.getByText(/Line: slope/).waitFor();
  await take('48-mining');
  await page.keyboard.press('Control+e');
  await page
    .getByRole('region', { name: 'Figure check' })
    .getByText(/at this size\.$|in brackets\.$/)
    .first()
    .waitFor();
  await take('48b-table-figure');
  await mining.workbench.closeDialog();
  await page.keyboard.press('Control+Shift+a');
  await mining.workbench.attachDialog.getByText('Creates a new result.').waitFor();
  await take('48c-attach-table');
  await mining.workbench.closeDialog();
}

export async function takeFind(page: Page, take: Take): Promise<void> {
  await page.keyboard.press('Control+Shift+F');
  await page.getByRole('textbox', { name: 'Find in everything kept here' }).fill('thickness 26S');
  await page.getByRole('region', { name: 'Kind' }).waitFor();
  await take('60-find');
}

export async function takePublishing(page: Page, take: Take): Promise<void> {
  const publishing = new Publishing(page);
  await publishing.openOfTopic('Thin-film silicon');
  await take('52-publish-recipe');
  await publishing.preview(5);
  await take('53-publish-preview');
  await publishing.publish('2 figures');
  await publishing.outcomes.getByText('Created').nth(1).waitFor();
  await take('54-publish-outcomes');
}

export async function takeCollections(page: Page, take: Take): Promise<void> {
  const collections = new Collections(page);
  const { workbench } = collections;
  await workbench.openSeriesByPalette(storySeries);
  await collections.addByKeys('Anneal 180');
  await workbench.openMemberByPalette('26S-001');
  await collections.addByKeys('Anneal 180');
  await workbench.openMemberByPalette('26S-005');
  await collections.addByKeys('Anneal 180');
  await workbench.openSolarSeries('hmi', 'hmi.V_45s');
  await page.keyboard.press('Control+d');
  await page.getByRole('dialog', { name: 'Add to collection' }).waitFor();
  await take('60-collection-add');
  await page.keyboard.press('Enter');
  await collections.open('Anneal 180');
  await collections.writeNotes('Thickness **first**, then the activation energies.');
  await collections.focus('26S-005');
  await take('61-collection');
}

import type { Page } from '@playwright/test';
import type { Queries } from '../../e2e/pages/queries.ts';
import { QueryEditor } from '../../e2e/pages/query-editor.ts';
import type { Workbench } from '../../e2e/pages/workbench.ts';
import type { Take } from './window.ts';

export async function takeQueries(page: Page, workbench: Workbench, take: Take): Promise<void> {
  const tree = page.getByRole('tree', { name: 'Solar data' });
  await tree.getByText('hmi.V_45s', { exact: true }).click();
  await page.getByRole('button', { name: 'Query records' }).click();
  const editor = new QueryEditor(page);
  await editor.text.waitFor();
  await page.keyboard.press('Control+Alt+f');
  await editor.text.fill('hmi.V_45s[2016.04.01_TAI/1d@6h][? CAMERA = 2 and DATA');
  await editor.append('M');
  await editor.expectOffer('DATAMEAN');
  await take('30-query-completion');
  await editor.text.fill('hmi.V_45s[2016.04.01_TAI/1d@6h][? CAMERA = 2 and DATAMEAN >= -1000 ?]');
  await page.getByText(/if exported/).waitFor();
  await take('31-query-form');
  await workbench.typeInPalette('>search series of demo');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Search series of Demo DRMS' }).fill('vector');
  await page.getByRole('row', { name: /hmi\.B_720s/ }).waitFor();
  await take('32-series-search');
}

export async function takeSql(page: Page, workbench: Workbench, take: Take): Promise<void> {
  await workbench.typeInPalette('>SQL over kept tables');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'SQL statement' }).click();
  await page.keyboard.type('SELECT T_REC, DATAMEAN, DATARMS\nFROM hmi_v_45s WHERE DATAMEAN > 0 ORDER BY DATARMS');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/rows, /).waitFor();
  await take('33-sql');
  await page.keyboard.press('Control+Shift+e');
  await take('34-save-table');
  await page.keyboard.press('Escape');
}

export async function takeSavedQuery(queries: Queries, workbench: Workbench, take: Take): Promise<void> {
  const { page } = queries;
  const recordSet = 'hmi.V_45s[2016.04.02_TAI/20m]';
  await workbench.openSeriesByPalette('hmi.V_45s');
  await page.getByRole('button', { name: 'Query records' }).click();
  await queries.save(recordSet, 'Twenty minutes');
  const recnums = await queries.recnums(recordSet);
  await queries.revise({ gone: recnums.slice(3, 6) });
  await queries.open('Twenty minutes');
  await page.getByRole('button', { name: 'Run query' }).click();
  await page.getByText(/^One answer is kept/).waitFor();
  const values = [8, 11, 12].map((place) => ({ recnum: recnums[place], keyword: 'DATAMEAN', value: place / 8 }));
  await queries.revise({
    gone: [recnums[20]],
    values: [...values, { recnum: recnums[9], keyword: 'QUALITY', value: 1024 }],
  });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page
    .getByText(/came, 1 went/)
    .first()
    .waitFor();
  await take('55-query-changes');
  await workbench.typeInPalette('>history of questions');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Filter history' }).waitFor();
  await take('56-history');
}

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { Jupyter } from '../../e2e/pages/jupyter.ts';
import { Openbis } from '../../e2e/pages/openbis.ts';
import type { Take } from './window.ts';

export async function takeJupyter(page: Page, take: Take): Promise<void> {
  const jupyter = new Jupyter(page);
  await jupyter.open();
  const address = await jupyter.switchOn();
  const headers = { authorization: `token ${await jupyter.showToken()}` };
  await page.getByRole('button', { name: 'Hide token' }).click();
  for (const path of ['conns', 'datasetTypes/Demo%20openBIS', 'sample/Demo%20openBIS//LAB/LOOSE1'])
    await (await fetch(`${address}openbis/${path}`, { headers })).text();
  await jupyter.add('origin', 'http://localhost:8888');
  await take('45-jupyter');
  await jupyter.calls.last().scrollIntoViewIfNeeded();
  await take('46-jupyter-calls');
}

export async function takeOpenbis(page: Page, take: Take): Promise<void> {
  const openbis = new Openbis(page);
  await openbis.logIn();
  await openbis.openByTree('LAB', 'PROJ', 'EXP1 Trial of the new oven');
  await openbis.openFromTable('/LAB/PROJ/S1');
  await take('40-openbis-object');
  await openbis.openFromTable('How the cells compare');
  await openbis.lookInto('compare.ipynb');
  await openbis.preview.getByRole('img', { name: 'Output of the cell' }).waitFor();
  await take('41-openbis-notebook');
  await openbis.openByPalette('efficiencies');
  await openbis.lookInto('film.fits');
  await openbis.preview.locator('canvas[data-drawn="true"]').waitFor();
  await take('42-openbis-fits');
  await page.keyboard.press('Control+e');
  await openbis.downloadDialog.getByText(/^2 files,/).waitFor();
  await take('43-openbis-download');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Upload a child…' }).click();
  await openbis.chooseOption(/^Dataset type/, /^MEASUREMENT/);
  await openbis.uploadDialog.getByRole('textbox', { name: /^Method/ }).fill('IV sweep');
  await openbis.uploadDialog.getByRole('textbox', { name: /^Repetitions/ }).fill('three');
  const folder = join(tmpdir(), 'PVK-121');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'curve.csv'), 'x,y\n1,2\n');
  await openbis.addPath(folder);
  await openbis.uploadDialog.getByRole('button', { name: 'Upload', exact: true }).click();
  await openbis.uploadDialog.getByText('Instrument is mandatory.').first().waitFor();
  await take('44-openbis-upload');
  rmSync(folder, { recursive: true });
  await page.keyboard.press('Escape');
}

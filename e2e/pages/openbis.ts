import { expect, type Locator, type Page } from '@playwright/test';
import { Workbench } from './workbench.ts';

/** What a person does at an openBIS server: browse, look into files, download, upload. */
export class Openbis {
  readonly page: Page;
  readonly workbench: Workbench;

  constructor(page: Page) {
    this.page = page;
    this.workbench = new Workbench(page);
  }

  /** At the server of the demo, if that is still to be done. */
  async logIn(): Promise<void> {
    const tree = this.page.getByRole('tree', { name: 'Connections' });
    const server = tree.getByRole('treeitem', { name: /^Demo openBIS, logged/ });
    await expect(server).toBeVisible();
    const logIn = tree.getByRole('treeitem', { name: 'Logged out. Log in' });
    if (await logIn.isVisible()) await logIn.click();
    await expect(tree.getByRole('treeitem', { name: 'Demo openBIS, logged in' })).toBeVisible();
  }

  /** By the tree of the navigator, as labels of its lines. */
  async openByTree(...labels: readonly string[]): Promise<void> {
    const tree = this.page.getByRole('tree', { name: 'Connections' });
    for (const label of labels) await tree.getByText(label, { exact: true }).click();
  }

  /** From a table of datasets or objects. */
  async openFromTable(name: string): Promise<void> {
    await this.page.getByRole('cell').getByRole('button', { name, exact: true }).first().click();
    await expect(this.page.getByRole('heading', { name: name.split('/').at(-1) ?? name }).first()).toBeVisible();
  }

  async openByPalette(name: string): Promise<void> {
    await this.workbench.typeInPalette(name);
    await this.page
      .getByRole('dialog')
      .getByRole('option', { name })
      .or(this.page.getByRole('dialog').getByText(name, { exact: true }))
      .first()
      .click();
    await expect(this.page.getByRole('heading', { name, exact: true }).first()).toBeVisible();
  }

  get files(): Locator {
    return this.page.getByRole('treegrid', { name: 'Files' });
  }

  get preview(): Locator {
    return this.page.getByRole('region', { name: 'Preview' });
  }

  async lookInto(name: string): Promise<void> {
    await this.files.getByText(name, { exact: true }).click();
    await expect(this.preview.getByRole('heading', { name, exact: true })).toBeVisible();
  }

  get downloadDialog(): Locator {
    return this.page.getByRole('dialog', { name: /^Download from/ });
  }

  get uploadDialog(): Locator {
    return this.page.getByRole('dialog', { name: /^Upload dataset/ });
  }

  async addPath(path: string): Promise<void> {
    await this.uploadDialog.getByLabel('Path of a file or folder').fill(path);
    await this.uploadDialog.getByRole('button', { name: 'Add', exact: true }).click();
  }

  async chooseOption(field: RegExp, option: RegExp): Promise<void> {
    await this.uploadDialog.getByRole('combobox', { name: field }).click();
    await this.page.getByRole('option', { name: option }).click();
  }
}

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

  async addConnection({
    name,
    url,
    user,
    password,
  }: Record<'name' | 'url' | 'user' | 'password', string>): Promise<void> {
    await this.page.getByRole('button', { name: 'Add connection' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Add a connection' });
    await dialog.getByRole('radiogroup', { name: 'Kind of server' }).getByText('openBIS', { exact: true }).click();
    await dialog.getByRole('textbox', { name: /^Address of the openBIS server/ }).fill(url);
    await dialog.getByRole('textbox', { name: /^User name/ }).fill(user);
    await dialog.getByLabel(/^Password or/).fill(password);
    await dialog.getByRole('textbox', { name: /^Name shown/ }).fill(name);
    await dialog.getByRole('button', { name: 'Add connection' }).click();
    await expect(dialog).toBeHidden();
    await this.expectLoggedIn(name);
  }

  /** At the server of the demo, if that is still to be done. */
  async logIn(): Promise<void> {
    await expect(this.connections.getByRole('treeitem', { name: /^Demo openBIS, logged/ })).toBeVisible();
    const logIn = this.connections.getByRole('treeitem', { name: 'Logged out. Log in' });
    if (await logIn.isVisible()) await logIn.click();
    await this.expectLoggedIn('Demo openBIS');
  }

  /** Where the password is not known any more. */
  async logInAgain(name: string, password: string): Promise<void> {
    await this.connections.getByText('Log in…', { exact: true }).click();
    const dialog = this.page.getByRole('dialog', { name: `Log in at ${name}` });
    await dialog.getByLabel(/^Password/).fill(password);
    await this.page.keyboard.press('Enter');
    await this.expectLoggedIn(name);
  }

  private get connections(): Locator {
    return this.page.getByRole('tree', { name: 'Connections' });
  }

  private async expectLoggedIn(name: string): Promise<void> {
    await expect(this.connections.getByRole('treeitem', { name: `${name}, logged in` })).toBeVisible();
  }

  /** By the tree of the navigator, as labels of its lines. */
  async openByTree(...labels: readonly string[]): Promise<void> {
    for (const label of labels) await this.connections.getByText(label, { exact: true }).click();
  }

  async filterTree(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Filter series and samples' }).fill(text);
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

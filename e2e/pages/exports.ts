import { expect, type Locator, type Page } from '@playwright/test';

/** What a person does to get records as files: servers, the export dialog, transfers. */
export class Exports {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async addServer(name: string, cgiUrl: string, downloadUrl: string): Promise<void> {
    // A page that has just been loaded does not hear keys yet.
    await expect(this.page.getByRole('tab', { name: 'Start', exact: true })).toBeVisible();
    await this.page.keyboard.press('Control+,');
    const servers = this.page.getByRole('region', { name: 'Solar data servers' });
    await servers.getByRole('button', { name: 'Add a server…' }).click();
    await servers.getByLabel('Address of its programs').fill(cgiUrl);
    await servers.getByLabel('Address of its files').fill(downloadUrl);
    await servers.getByLabel('Name', { exact: true }).fill(name);
    await servers.getByRole('button', { name: `Test ${name}` }).click();
    await expect(servers.getByText(new RegExp(`^${name} answers: \\d+ series\\.$`))).toBeVisible();
    await servers.getByRole('button', { name: 'Add the server' }).click();
    await expect(servers.getByRole('button', { name: `Remove ${name}` })).toBeVisible();
  }

  async setDownloadsAtATime(server: string, count: number): Promise<void> {
    await this.page.getByRole('combobox', { name: `Downloads at a time from ${server}` }).click();
    await this.page.getByRole('option', { name: String(count), exact: true }).click();
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog', { name: /^Export from / });
  }

  /** From the panel of a record set. */
  async openDialog(): Promise<void> {
    await this.page.getByRole('button', { name: 'Export…', exact: true }).click();
    await expect(this.dialog).toBeVisible();
  }

  async writeList(recordSets: readonly string[]): Promise<void> {
    await this.dialog.getByText('A list of record sets').click();
    await this.dialog.getByLabel(/^Record sets, one per line/).fill(recordSets.join('\n'));
  }

  get transfers(): Locator {
    return this.page.getByRole('treegrid', { name: 'Transfers' });
  }

  async showTransfers(): Promise<void> {
    // A page that has just been loaded does not hear keys yet.
    await expect(this.page.getByRole('tab').first()).toBeVisible();
    await this.page.keyboard.press('Control+k');
    await this.page.getByRole('dialog').getByRole('textbox').fill('>Show transfers');
    await this.page.getByRole('dialog').getByText('Show transfers').first().click();
    await expect(this.transfers).toBeVisible();
  }
}

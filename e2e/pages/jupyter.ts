import { expect, type Locator, type Page } from '@playwright/test';
import { Workbench } from './workbench.ts';

/** The page of the loopback API for notebooks. */
export class Jupyter {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await new Workbench(this.page).typeInPalette('>Jupyter API');
    await this.page.keyboard.press('Enter');
    await expect(this.page.getByRole('heading', { name: 'Jupyter API' })).toBeVisible();
  }

  /** Answers with the address. */
  async switchOn(): Promise<string> {
    await this.page.getByRole('switch', { name: 'Serve the API' }).press('Space');
    const serving = this.page.getByRole('region', { name: 'Serving' });
    await expect(serving.getByRole('button', { name: 'Copy address' })).toBeVisible();
    const hint = await serving.getByText(/Its description is at/).innerText();
    return hint.replace(/^.* at |openbis\/x\/.*$/g, '');
  }

  async showToken(): Promise<string> {
    await this.page.getByRole('button', { name: 'Show token' }).click();
    const token = this.page.getByText(/^[\w-]{43}$/);
    await expect(token).toBeVisible();
    return token.innerText();
  }

  async add(what: 'folder' | 'origin', value: string): Promise<void> {
    await this.page.getByRole('textbox', { name: `New ${what}` }).fill(value);
    await this.page.keyboard.press('Enter');
    await expect(this.page.getByRole('button', { name: `Remove ${value}` })).toBeVisible();
  }

  get calls(): Locator {
    return this.page.getByRole('region', { name: 'Recent calls' }).getByRole('row');
  }
}

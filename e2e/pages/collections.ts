import { expect, type Locator, type Page } from '@playwright/test';
import { Workbench } from './workbench.ts';

/** Collections as a person uses them. */
export class Collections {
  readonly page: Page;
  readonly workbench: Workbench;

  constructor(page: Page) {
    this.page = page;
    this.workbench = new Workbench(page);
  }

  get tree(): Locator {
    return this.page.getByRole('tree', { name: 'Collections' });
  }

  get list(): Locator {
    return this.page.getByRole('list', { name: 'Things' });
  }

  /** The names of the things, in their order. */
  async expectThings(names: readonly (string | RegExp)[]): Promise<void> {
    await expect(this.list.getByRole('listitem').locator('[data-open]')).toHaveText([...names]);
  }

  async focus(name: string): Promise<void> {
    await this.list.getByRole('button', { name, exact: true }).focus();
  }

  /** What is in focus, or what the panel shows, by keys alone. */
  async addByKeys(collection: string): Promise<void> {
    await this.page.keyboard.press('Control+d');
    await expect(this.page.getByRole('dialog', { name: 'Add to collection' }).getByRole('combobox')).toBeFocused();
    await this.page.keyboard.type(collection);
    await this.page.keyboard.press('Enter');
    await expect(this.page.getByRole('dialog')).toHaveCount(0);
  }

  async open(name: string): Promise<void> {
    await this.tree.getByText(name, { exact: true }).click();
    await expect(this.page.getByRole('heading', { name, exact: true })).toBeVisible();
  }

  async writeNotes(text: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Write notes' }).click();
    await this.page.getByRole('textbox', { name: 'Notes in Markdown' }).fill(text);
    await this.page.keyboard.press('Control+Enter');
  }

  async export(folder: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Export collection' }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'New folder' }).fill(folder);
    await dialog.getByRole('button', { name: 'Export collection' }).click();
  }

  async import(folder: string): Promise<void> {
    await this.workbench.typeInPalette('>Import collection');
    await this.page.keyboard.press('Enter');
    const dialog = this.page.getByRole('dialog', { name: 'Import collection' });
    await dialog.getByRole('textbox', { name: 'Exported folder' }).fill(folder);
    await dialog.getByRole('button', { name: 'Import collection' }).click();
  }
}

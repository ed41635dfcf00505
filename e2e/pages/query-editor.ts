import { expect, type Locator, type Page } from '@playwright/test';
import { Workbench } from './workbench.ts';

/**
 * Puts a text in the place of what stands in an editor. The browser's selection of all may be lost while the text
 * before is coloured; a person's keys are the editor's own, and have no such moment.
 */
export async function fillEditor(editor: Locator, text: string): Promise<void> {
  await expect(async () => {
    await editor.fill(text);
    await expect(editor).toHaveText(text, { timeout: 1000 });
  }).toPass();
}

/** The record set of a panel as text, with what stands around it. */
export class QueryEditor {
  readonly page: Page;
  readonly text: Locator;
  readonly runButton: Locator;

  constructor(page: Page) {
    this.page = page;
    this.text = page.getByRole('combobox', { name: 'Record set' });
    this.runButton = page.getByRole('button', { name: 'Run', exact: true });
  }

  /** In the panel of a series of the demo, by the keyboard. */
  static async openFor(page: Page, group: string, series: string): Promise<QueryEditor> {
    const workbench = new Workbench(page);
    await workbench.startDemo();
    await workbench.openSolarSeries(group, series);
    await expect(page.getByRole('button', { name: 'Query records' })).toBeEnabled();
    await page.keyboard.press('Control+Enter');
    const editor = new QueryEditor(page);
    await expect(editor.text).toBeVisible();
    return editor;
  }

  async fill(text: string): Promise<void> {
    await fillEditor(this.text, text);
  }

  /** Replaces the whole text as a person does. */
  async type(text: string): Promise<void> {
    await this.text.focus();
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.type(text);
  }

  /** Types at the end. */
  async append(text: string): Promise<void> {
    await this.text.focus();
    await this.page.keyboard.press('Control+End');
    await this.page.keyboard.type(text);
  }

  async expectOffer(label: string): Promise<void> {
    await expect(this.page.getByRole('option', { name: label }).first()).toBeVisible();
  }

  async expectRecords(count: string): Promise<void> {
    await expect(this.page.getByText(count, { exact: true })).toBeVisible({ timeout: 30_000 });
  }
}

import { expect, type Locator, type Page } from '@playwright/test';

/** The panel of the outbox. */
export class OutboxPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.keyboard.press('Control+k');
    const palette = this.page.getByRole('dialog');
    await palette.getByRole('textbox').fill('>Outbox');
    await palette.getByText('Outbox', { exact: true }).first().click();
    await expect(this.toolbar).toBeVisible();
  }

  get toolbar(): Locator {
    return this.page.getByRole('toolbar', { name: 'Outbox' });
  }

  group(name: 'Needs you' | 'Under way' | 'Waiting' | 'Done'): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  item(name: RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  get inspector(): Locator {
    return this.page.getByRole('complementary', { name: 'Inspector' });
  }
}

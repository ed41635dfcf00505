import { expect, type Locator, type Page } from '@playwright/test';
import { Workbench } from './workbench.ts';

/** Mining tables as a person makes them. */
export class Mining {
  readonly page: Page;
  readonly workbench: Workbench;

  constructor(page: Page) {
    this.page = page;
    this.workbench = new Workbench(page);
  }

  get columns(): Locator {
    return this.page.getByRole('form', { name: 'Columns of the mining table' });
  }

  get grid(): Locator {
    return this.page.getByRole('region', { name: /^Records of/ });
  }

  /** From the page of the series that is open. */
  async openFromSeries(): Promise<void> {
    await this.page.getByRole('button', { name: 'Mining table', exact: true }).click();
    await expect(this.columns).toBeVisible({ timeout: 60_000 });
  }

  /** @param field As the picker names it, e.g. "Thickness of Layer thickness measurement". */
  async choose(field: string): Promise<void> {
    await this.columns.getByRole('checkbox', { name: field, exact: true }).check();
  }

  async compute(name: string, formula: string): Promise<void> {
    await this.columns.getByRole('button', { name: 'Add a computed column' }).click();
    await this.columns
      .getByRole('textbox', { name: /^Name of computed column/ })
      .last()
      .fill(name);
    await this.columns
      .getByRole('combobox', { name: /^Formula of computed column/ })
      .last()
      .fill(formula);
  }

  async make(): Promise<void> {
    await this.columns.getByRole('button', { name: 'Make table' }).click();
    await expect(this.grid).toBeVisible({ timeout: 60_000 });
  }

  /** @param name As it is told: "half over thickness". */
  plot(name: string): Locator {
    return this.page.getByRole('group', { name });
  }

  async show(statistics: string): Promise<void> {
    await this.page.getByRole('tab', { name: statistics, exact: true }).click();
  }
}

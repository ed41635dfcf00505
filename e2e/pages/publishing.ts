import { expect, type Locator, type Page } from '@playwright/test';
import { Workbench } from './workbench.ts';

/** Figures of many series at once. */
export class Publishing {
  readonly page: Page;
  readonly workbench: Workbench;

  constructor(page: Page) {
    this.page = page;
    this.workbench = new Workbench(page);
  }

  async openOfTopic(topic: string): Promise<void> {
    const tree = this.page.getByRole('tree', { name: 'Connections' });
    await tree.getByText(topic, { exact: true }).click();
    await tree.getByRole('treeitem', { name: `Publish figures of ${topic}` }).click();
    await expect(this.toolbar).toBeVisible();
  }

  get toolbar(): Locator {
    return this.page.getByRole('toolbar', { name: 'Publishing' });
  }

  get previews(): Locator {
    return this.page.getByRole('table', { name: 'Preview' });
  }

  get outcomes(): Locator {
    return this.page.getByRole('table', { name: 'Outcomes' });
  }

  async preview(series: number): Promise<void> {
    await this.toolbar.getByRole('button', { name: /^Preview/ }).click();
    await expect(this.page.getByText(`${series} of ${series} series were looked at.`)).toBeVisible({ timeout: 60_000 });
  }

  /** @param figures as the button counts them, e.g. "2 figures" */
  async publish(figures: string): Promise<void> {
    await this.toolbar.getByRole('button', { name: `Publish ${figures}` }).click();
    await expect(this.outcomes).toBeVisible();
  }
}

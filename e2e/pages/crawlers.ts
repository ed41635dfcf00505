import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';

/** The panel of crawlers. */
export class CrawlersPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.keyboard.press('Control+k');
    const palette = this.page.getByRole('dialog');
    await palette.getByRole('textbox').fill('>Crawlers');
    await palette.getByText('Crawlers', { exact: true }).first().click();
    await expect(this.toolbar).toBeVisible();
  }

  get toolbar(): Locator {
    return this.page.getByRole('toolbar', { name: 'Crawlers' });
  }

  /** @param file absolute path of its description */
  async add(file: string): Promise<void> {
    await this.toolbar.getByRole('button', { name: 'Add crawler…' }).click();
    await this.page.getByLabel('File that describes the crawler').fill(file);
    await this.page.getByRole('button', { name: 'Add the crawler' }).click();
  }

  details(name: string): Locator {
    return this.page.getByRole('region', { name: `Crawler ${name}` });
  }

  tab(name: 'Files' | 'Dry run' | 'Schedule' | 'Log'): Locator {
    return this.page.getByRole('tab', { name, exact: true });
  }
}

/** Measurements of an hour ago, one of them no table, and the crawler of their folder. @returns its file */
export function writeCrawler(home: string): string {
  const root = join(home, 'measurements');
  const table = '# T/K\tsigma/(S/cm)\n300\t1e-5\n310\t2e-5\n320\t4e-5\n';
  const files = {
    '26S-005/cold.dat': table,
    '26S-006/cold.dat': `${table}330\t8e-5\n`,
    '26S-006/notes.dat': 'no numbers',
  };
  const hourAgo = Date.now() / 1000 - 3600;
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    utimesSync(file, hourAgo, hourAgo);
  }
  const description = join(home, 'four-point.yaml');
  writeFileSync(description, recipe);
  return description;
}

const recipe = `name: four-point
connection: Demo lab
root: measurements
files: ["**/*.dat"]
reader: table
sample: { from: "{folder}" }
result:
  title: "Four-point {stem}"
  values: { "max/(S/cm)": "{column.sigma.max}" }
`;

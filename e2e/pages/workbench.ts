import { expect, type Locator, type Page } from '@playwright/test';

export const storySeries = 'µc-Si:H SC variation';

/** The window as a person uses it: by roles and texts only. */
export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async startDemo(): Promise<void> {
    await this.page.getByRole('button', { name: 'Start the demo' }).click();
    await this.expectSeries(storySeries, 12);
  }

  async expectSeries(name: string, members: number): Promise<void> {
    await expect(this.page.getByRole('heading', { name, exact: true }).first()).toBeVisible();
    await expect(this.page.getByText(`${members} in the figure`)).toBeVisible();
  }

  async plotConductivity(): Promise<void> {
    await this.page.getByRole('button', { name: 'Plot conductivity' }).click();
    await this.expectFigure();
  }

  async expectFigure(): Promise<void> {
    await expect(this.page.getByText('11 fits')).toBeVisible({ timeout: 30_000 });
    await expect(this.page.locator('.js-plotly-plot .scatterlayer .trace').first()).toBeVisible({ timeout: 30_000 });
  }

  get attachDialog(): Locator {
    return this.page.getByRole('dialog', { name: /Attach result/ });
  }

  async openAttach(): Promise<void> {
    await this.page.getByRole('button', { name: 'Attach to series' }).click();
    await this.expectPlan();
  }

  /** The plan is there once its checks are. */
  async expectPlan(): Promise<void> {
    await expect(this.attachDialog.getByText(/of at most 1.?000 form fields/)).toBeVisible({ timeout: 30_000 });
  }

  async expectWritten(): Promise<void> {
    await expect(this.page.getByText(/Result \d+ is (written|updated)/)).toBeVisible({ timeout: 30_000 });
  }

  async closeDialog(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.page.getByRole('dialog')).toHaveCount(0);
  }

  async expectResultOnSeries(title: string): Promise<void> {
    const results = this.page.getByRole('region', { name: 'Results', exact: true });
    await expect(results.getByRole('button', { name: `Open result ${title}` })).toBeVisible();
  }

  async expectResultOnSample(title: string): Promise<void> {
    await expect(this.page.getByRole('listitem').getByText(`Result: ${title}`)).toBeVisible();
  }

  async typeInPalette(text: string): Promise<void> {
    await this.page.keyboard.press('Control+k');
    await expect(this.page.getByRole('dialog').getByRole('textbox')).toBeFocused();
    await this.page.keyboard.type(text);
  }

  /** Types one more letter and presses Enter before anybody can have answered it. */
  async hurryInPalette(letter: string): Promise<void> {
    await this.page.evaluate(`(() => {
      document.execCommand('insertText', false, ${JSON.stringify(letter)});
      const enter = { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true };
      document.activeElement.dispatchEvent(new KeyboardEvent('keydown', enter));
    })()`);
  }

  /** As who follows a link to a panel. */
  async openAddress(...parts: readonly string[]): Promise<void> {
    const address = `#/${parts.map(encodeURIComponent).join('/')}`;
    await this.page.evaluate(`location.assign(${JSON.stringify(address)})`);
  }

  /** By its path, as browsers have to. */
  async openFits(path: string): Promise<void> {
    // A key that is pressed before the window is drawn goes nowhere.
    await this.page.getByRole('button', { name: 'Search everything or run a command' }).waitFor();
    await this.typeInPalette('>Open FITS');
    await this.page.getByRole('dialog').getByText('Open FITS file…').first().click();
    await this.page.getByRole('dialog').getByRole('textbox', { name: 'Path' }).fill(path);
    await this.page.keyboard.press('Enter');
  }

  async openSolarSeries(group: string, name: string): Promise<void> {
    const tree = this.page.getByRole('tree', { name: 'Solar data' });
    const inGroup = tree.getByText(name, { exact: true });
    // A click on an open group would close it.
    if (!(await inGroup.isVisible())) await tree.getByText(group, { exact: true }).click();
    await inGroup.click();
    await expect(this.page.getByRole('heading', { name, exact: true })).toBeVisible();
  }

  async openSeriesByPalette(name: string): Promise<void> {
    await this.openByPalette('#', name);
  }

  async openMemberByPalette(name: string): Promise<void> {
    await this.openByPalette('@', name);
  }

  private async openByPalette(scope: '#' | '@', name: string): Promise<void> {
    await this.page.keyboard.press('Control+k');
    const palette = this.page.getByRole('dialog');
    await palette.getByRole('textbox').fill(`${scope}${name}`);
    // The matching part is marked, so the whole name is one element only when it was typed whole.
    await palette.getByText(name, { exact: true }).first().click();
    await expect(this.page.getByRole('heading', { name, exact: true }).first()).toBeVisible();
  }
}

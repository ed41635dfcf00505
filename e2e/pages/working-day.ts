import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { dropFile } from '../fixtures/drop-file.ts';
import { Collections } from './collections.ts';
import { Mining } from './mining.ts';
import { QueryEditor } from './query-editor.ts';
import { storySeries, Workbench } from './workbench.ts';

export const monitorSeries = 'Monitor layers 2025';
export const sunRecords = 'hmi.V_45s[2025.03.01_TAI/285d@1h]';
const dayCollection = 'Thickness and energy';
export const resultTitle = 'Conductivity (Arrhenius)';
export const figureTitle = `Conductivity ${storySeries}`;

/** Servers and processes are started when they are first needed. */
const slowly = { timeout: 60_000 };

/** More would be no way to reach a thing. */
const mostTabs = 80;

/** A working day over three systems, by the mouse or by keys alone. */
export class WorkingDay {
  readonly page: Page;
  readonly workbench: Workbench;
  readonly mining: Mining;
  readonly collections: Collections;
  private readonly by: 'mouse' | 'keys';

  constructor(page: Page, by: 'mouse' | 'keys') {
    this.page = page;
    this.by = by;
    this.workbench = new Workbench(page);
    this.mining = new Mining(page);
    this.collections = new Collections(page);
  }

  async begin(): Promise<void> {
    await expect(this.page.getByRole('button', { name: 'Start the demo' })).toBeVisible();
    await this.command('start the demo', () => this.page.getByRole('button', { name: 'Start the demo' }).click());
    await expect(this.page.getByText('12 in the figure')).toBeVisible(slowly);
  }

  /** Whatever has the name, by the palette. */
  async find(typed: string, name: string): Promise<void> {
    await this.typeAll(typed);
    const hit = this.palette.getByText(name, { exact: true }).first();
    await expect(hit).toBeVisible(slowly);
    if (this.by === 'mouse') await hit.click();
    else await this.page.keyboard.press('Enter');
    await expect(this.page.getByRole('heading', { name, exact: true }).first()).toBeVisible(slowly);
  }

  /** Until the palette answers all of it. */
  private async typeAll(text: string): Promise<void> {
    await this.workbench.typeInPalette(text);
    await expect(this.palette.locator('[data-answers]')).toHaveAttribute('data-answers', text, slowly);
  }

  get palette(): Locator {
    return this.page.getByRole('dialog', { name: 'Search everything or run a command' });
  }

  async mineLayers(): Promise<void> {
    const { page, mining } = this;
    if (this.by === 'mouse') await page.getByRole('button', { name: 'Mining table', exact: true }).click();
    else await page.keyboard.press('Control+m');
    await expect(mining.columns).toBeVisible(slowly);
    for (const field of ['Thickness of Layer thickness measurement', 'E_A of Result: Activation energies'])
      await this.tick(mining.columns.getByRole('checkbox', { name: field, exact: true }));
    await expect(mining.columns.getByText('200 samples × 2 columns')).toBeVisible();
    await this.press(mining.columns.getByRole('button', { name: 'Make table' }));
    await expect(mining.grid.getByText('25M-001', { exact: true })).toBeVisible(slowly);
  }

  /** Value, number of rows and the line through them. */
  async correlate(): Promise<void> {
    const { page } = this;
    await this.showStatistics('Correlation');
    await this.press(page.getByRole('button', { name: /^e_a and thickness: -0\.92, 198 rows, p = .*, marked$/ }));
    await expect(page.getByText(/^Chosen pair: n = 198, p = /)).toBeVisible(slowly);
    await expect(page.getByText(/^Line: slope −?.* eV per nm/)).toBeVisible(slowly);
  }

  async askTheSun(): Promise<void> {
    await this.find('#hmi.V_45s', 'hmi.V_45s');
    await this.press(this.page.getByRole('button', { name: 'Query records' }));
    const editor = new QueryEditor(this.page);
    await expect(editor.text).toBeVisible();
    await expect(this.page.getByRole('region', { name: /^Records of/ })).toBeVisible(slowly);
    if (this.by === 'mouse') await editor.fill(sunRecords);
    else {
      await this.reach(editor.text);
      await this.page.keyboard.press('Control+a');
      await this.page.keyboard.type(sunRecords);
    }
    await expect(this.page.getByText(/^6,840 records, about/)).toBeVisible(slowly);
    await this.page.keyboard.press('Control+Enter');
    await editor.expectRecords('6,840 records');
  }

  /** Each layer beside the record that is nearest to the time of its measurement. */
  async joinByTime(): Promise<void> {
    const { page } = this;
    await this.palettesCommand('SQL over kept tables');
    const join = page.getByRole('button', { name: 'Join by time…' });
    await expect(join).toBeEnabled(slowly);
    await this.command('Join tables by time', () => join.click());
    const form = page.getByRole('form', { name: 'Join by time' });
    await expect(form.getByRole('combobox', { name: 'Each row of' })).toHaveValue('mining_monitor_layers_2025');
    await expect(form.getByRole('combobox', { name: 'of', exact: true })).toHaveValue(/^hmi_v_45s/);
    await expect(form.getByText(sunRecords)).toBeVisible();
    await this.press(form.getByRole('button', { name: 'Write the statement' }));
    await expect(page.getByRole('textbox', { name: 'SQL statement' })).toContainText('ASOF LEFT JOIN');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(/^200 rows, /)).toBeVisible(slowly);
    const answer = page.getByRole('region', { name: 'Answer' });
    await expect(answer.getByRole('columnheader', { name: /^thickness/ })).toContainText('nm');
  }

  async drawFigure(): Promise<void> {
    await this.find(`#${storySeries}`, storySeries);
    if (this.by === 'mouse') await this.page.getByRole('button', { name: 'Plot conductivity' }).click();
    else await this.page.keyboard.press('Control+p');
    await this.workbench.expectFigure();
  }

  /** In a browser, which asks for the clipboard. */
  async copyFigureAsCode(): Promise<void> {
    const { page } = this;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await this.press(page.getByRole('toolbar', { name: 'Figure' }).getByRole('button', { name: 'Copy as code' }));
    await this.press(page.getByRole('menuitem', { name: 'quarry (command line)' }));
    const copied = () => page.evaluate('navigator.clipboard.readText()');
    await expect.poll(copied).toContain(`quarry figure conductivity --series '${storySeries}'`);
  }

  get exportDialog(): Locator {
    return this.page.getByRole('dialog', { name: 'Export figure' });
  }

  get check(): Locator {
    return this.exportDialog.getByRole('region', { name: 'Figure check' });
  }

  /** In two columns of a journal; what a reviewer would say is looked at and mended. */
  async checkFigure(): Promise<void> {
    const { page, exportDialog, check } = this;
    await page.keyboard.press('Control+e');
    const size = exportDialog.getByRole('combobox', { name: 'Size' });
    await expect(size).toBeVisible();
    await this.press(size);
    const twoColumns = page.getByRole('option', { name: 'Journal, two columns' });
    await expect(twoColumns).toBeVisible();
    if (this.by === 'mouse') await twoColumns.click();
    else {
      // Where the list begins is found a moment after it has opened, so a person looks where the mark is.
      await expect(async () => {
        await page.keyboard.press('ArrowDown');
        await expect(twoColumns).toHaveAttribute('data-combobox-selected', { timeout: 200 });
      }).toPass();
      await page.keyboard.press('Enter');
    }
    await expect(exportDialog.getByRole('textbox', { name: 'Width' })).toHaveValue('178 mm');
    await expect(check.getByText(/leaves out 3 values of 26S-005, 26S-012/)).toBeVisible(slowly);
  }

  async mendFigure(): Promise<void> {
    const isFine = this.check.getByText(/are fine at this size/);
    const remedies = this.check.getByRole('button');
    // What is mended by one remedy may need no other.
    await expect(async () => {
      if (!(await isFine.isVisible())) await this.press(remedies.first());
      await expect(isFine).toBeVisible({ timeout: 4000 });
    }).toPass(slowly);
  }

  async attach(): Promise<void> {
    const { page, workbench } = this;
    if (this.by === 'mouse') await workbench.openAttach();
    else {
      await page.keyboard.press('Control+Shift+A');
      await workbench.expectPlan();
    }
    await this.press(workbench.attachDialog.getByRole('button', { name: /Write result/ }));
    await workbench.expectWritten();
    await this.press(page.getByRole('button', { name: /^Show result/ }));
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('heading', { name: resultTitle }).first()).toBeVisible(slowly);
  }

  /** What the panel in front shows. */
  async collect(): Promise<void> {
    await this.collections.addByKeys(dayCollection);
  }

  /** A hit of the palette, by the mouse alone. */
  async dragFromPalette(typed: string, name: string): Promise<void> {
    const { page, collections } = this;
    const line = collections.tree.getByText(dayCollection, { exact: true });
    await line.scrollIntoViewIfNeeded();
    await this.typeAll(typed);
    await this.palette.getByText(name, { exact: true }).first().hover(slowly);
    await page.mouse.down();
    const box = await line.boundingBox();
    if (box === null) throw new Error('The line of the collection is not to be seen.');
    await page.mouse.move(box.x + 8, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    await expect(page.getByText(`1 thing is added to ${dayCollection}.`).last()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(this.palette).toHaveCount(0);
  }

  async openCollection(): Promise<void> {
    if (this.by === 'mouse') await this.collections.open(dayCollection);
    else {
      await this.stepInto(this.page.getByRole('navigation', { name: 'Navigator' }));
      await this.reach(this.collections.tree.getByRole('treeitem', { name: dayCollection }));
      await this.page.keyboard.press('Enter');
      await expect(this.page.getByRole('heading', { name: dayCollection, exact: true })).toBeVisible();
    }
  }

  /** By keys alone. */
  async exportCollection(folder: string): Promise<void> {
    const { keyboard } = this.page;
    await keyboard.press('Control+e');
    const dialog = this.page.getByRole('dialog', { name: /^Export collection/ });
    await expect(dialog.getByRole('textbox', { name: 'New folder' })).toBeFocused();
    await keyboard.press('Control+a');
    await keyboard.type(folder);
    await keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
  }

  /** A figure that was exported, on the window in which it is not open any more. */
  async dropPicture(path: string): Promise<void> {
    const { page } = this;
    const tab = page.getByRole('tab', { name: figureTitle, exact: true });
    await tab.click();
    await this.palettesCommand('Close panel');
    await expect(tab).toHaveCount(0);
    await dropFile(page, basename(path), readFileSync(path));
    await expect(page.getByText(`Opened from ${basename(path)}.`)).toBeVisible(slowly);
    await this.workbench.expectFigure();
  }

  /** The same without a mouse. */
  async openPicture(path: string): Promise<void> {
    const { page } = this;
    await this.find(`#${storySeries}`, storySeries);
    await page.keyboard.press('Control+p');
    await this.workbench.expectFigure();
    await page.keyboard.press('Alt+w');
    await expect(page.getByRole('tab', { name: figureTitle, exact: true })).toHaveCount(0);
    const chooser = page.waitForEvent('filechooser');
    await this.palettesCommand('Open figure from picture');
    await (await chooser).setFiles(path);
    await expect(page.getByText(`Opened from ${basename(path)}.`)).toBeVisible(slowly);
    await this.workbench.expectFigure();
  }

  async press(control: Locator): Promise<void> {
    if (this.by === 'mouse') return control.click(slowly);
    await expect(control).toBeEnabled(slowly);
    await this.reach(control);
    await this.page.keyboard.press('Enter');
  }

  /** Tabs beside each other are one stop; arrows walk among them. */
  private async showStatistics(name: string): Promise<void> {
    const tabs = this.page.getByRole('tablist', { name: 'Statistics' });
    const tab = tabs.getByRole('tab', { name, exact: true });
    if (this.by === 'mouse') return tab.click(slowly);
    await this.reach(tabs.getByRole('tab', { selected: true }));
    const count = await tabs.getByRole('tab').count();
    for (let at = 0; at < count && (await tab.getAttribute('aria-selected')) !== 'true'; at++)
      await this.page.keyboard.press('ArrowRight');
    await expect(tab).toHaveAttribute('aria-selected', 'true');
  }

  /** By Tab, as a person does who sees it. */
  private async reach(control: Locator): Promise<void> {
    const focused = this.page.locator(':focus');
    for (let presses = 0; presses < mostTabs; presses++) {
      if ((await control.and(focused).count()) > 0) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`${mostTabs} times Tab do not lead to ${control}.`);
  }

  /** Parts of the window follow each other by F6. */
  private async stepInto(region: Locator): Promise<void> {
    for (let presses = 0; presses < 6; presses++) {
      await this.page.keyboard.press('F6');
      if ((await region.locator(':focus').count()) > 0) return;
    }
    throw new Error(`F6 does not lead to ${region}.`);
  }

  private async tick(box: Locator): Promise<void> {
    if (this.by === 'mouse') return box.check(slowly);
    await expect(box).toBeVisible(slowly);
    await this.reach(box);
    await this.page.keyboard.press('Space');
    await expect(box).toBeChecked();
  }

  /** A command by its words, or by what the mouse does instead. */
  private async command(words: string, click: () => Promise<void>): Promise<void> {
    if (this.by === 'mouse') await click();
    else await this.palettesCommand(words);
  }

  private async palettesCommand(words: string): Promise<void> {
    await this.typeAll(`>${words}`);
    await this.page.keyboard.press('Enter');
    await expect(this.palette).toHaveCount(0);
  }
}

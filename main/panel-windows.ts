import type { BrowserWindow, Rectangle } from 'electron';
import { z } from 'zod';
import { PanelSet } from '../app/contract/shell.ts';
import { ShellEvents } from './shell-events.ts';

const KeptWindow = z.object({
  panels: PanelSet,
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }).nullable(),
});
const KeptWindows = z.array(KeptWindow).max(50);
type KeptWindow = z.infer<typeof KeptWindow>;

export interface PanelWindowsParts {
  open(bounds: Partial<Rectangle>): BrowserWindow;
  /** Where the windows stand between two runs. */
  store: { get(key: string): unknown; set(key: string, value: unknown): void };
  isOnScreen(bounds: Rectangle): boolean;
  /** A window was closed by itself: its panels go back. */
  onReturn(panels: PanelSet, given: PanelSet['parts']): void;
}

/** What a page of such a window works with. */
export interface PanelPlace {
  window: BrowserWindow;
  events: ShellEvents;
  panels: PanelSet;
  /** What it was to remember when it was opened. */
  given: PanelSet['parts'];
}

const standard = { width: 900, height: 700 };
const storeKey = 'panel-windows';

/** Panels in windows of their own. They come back with the next start, and go back to the main window when closed. */
export class PanelWindows {
  private readonly parts: PanelWindowsParts;
  private readonly places = new Map<number, PanelPlace>();
  private isEnding = false;

  constructor(parts: PanelWindowsParts) {
    this.parts = parts;
  }

  place(webContentsId: number): PanelPlace | undefined {
    return this.places.get(webContentsId);
  }

  /** The one that is looked at. */
  focused(): PanelPlace | undefined {
    return [...this.places.values()].find(({ window }) => window.isFocused());
  }

  open(panels: PanelSet, bounds: Partial<Rectangle> = standard): void {
    const window = this.parts.open(bounds);
    const { id } = window.webContents;
    this.places.set(id, { window, events: new ShellEvents(), panels, given: panels.parts });
    window.on('close', () => this.keep());
    window.on('closed', () => this.forget(id));
    this.keep();
  }

  /** What the page of a window shows now. */
  note(place: PanelPlace, panels: PanelSet): void {
    place.panels = panels;
    this.keep();
  }

  /** Opens the windows of the last run. */
  restore(): void {
    this.isEnding = false;
    for (const { panels, bounds } of KeptWindows.safeParse(this.parts.store.get(storeKey)).data ?? [])
      this.open(panels, bounds !== null && this.parts.isOnScreen(bounds) ? bounds : standard);
  }

  /** With the main window: they are to come back. */
  end(): void {
    this.keep();
    this.isEnding = true;
    for (const { window } of this.places.values()) window.close();
  }

  private forget(id: number): void {
    const place = this.places.get(id);
    this.places.delete(id);
    if (this.isEnding || place === undefined) return;
    this.keep();
    if (place.panels.addresses.length > 0) this.parts.onReturn(place.panels, place.given);
  }

  private keep(): void {
    if (this.isEnding) return;
    const windows: KeptWindow[] = [...this.places.values()]
      .filter(({ window }) => !window.isDestroyed())
      .map(({ window, panels }) => ({ panels, bounds: window.getNormalBounds() }));
    this.parts.store.set(storeKey, windows);
  }
}

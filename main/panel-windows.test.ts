import { EventEmitter } from 'node:events';
import type { BrowserWindow, Rectangle } from 'electron';
import { beforeEach, expect, test } from 'vitest';
import type { PanelSet } from '../app/contract/shell.ts';
import { PanelWindows } from './panel-windows.ts';

/** A window as far as it is used. */
class FakeWindow extends EventEmitter {
  readonly webContents: { id: number };
  readonly bounds: Partial<Rectangle>;
  private isGone = false;

  constructor(id: number, bounds: Partial<Rectangle>) {
    super();
    this.webContents = { id };
    this.bounds = bounds;
  }

  isFocused = (): boolean => false;
  isDestroyed = (): boolean => this.isGone;
  getNormalBounds = (): Rectangle => ({ x: 10, y: 20, width: 900, height: 700, ...this.bounds });

  close(): void {
    this.emit('close');
    this.isGone = true;
    this.emit('closed');
  }
}

const sample: PanelSet = { addresses: ['/sample/demo/a'], parts: { scroll: { '/sample/demo/a': 40 } } };
let opened: FakeWindow[];
let returned: unknown[];
let kept: Map<string, unknown>;

function panelWindows(isOnScreen = true): PanelWindows {
  return new PanelWindows({
    open: (bounds) => {
      const window = new FakeWindow(opened.length + 1, bounds);
      opened.push(window);
      return window as unknown as BrowserWindow;
    },
    store: { get: (key) => kept.get(key), set: (key, value) => void kept.set(key, structuredClone(value)) },
    isOnScreen: () => isOnScreen,
    onReturn: (panels, given) => void returned.push({ ...panels, given }),
  });
}

beforeEach(() => {
  [opened, returned, kept] = [[], [], new Map()];
});

test('a window that is closed gives its panels back as they are by then', () => {
  const windows = panelWindows();
  windows.open(sample);
  const place = windows.place(1);
  if (place === undefined) throw new Error('The window is not known.');
  windows.note(place, { addresses: ['/sample/demo/a', '/sample/demo/b'], parts: {} });
  opened[0]?.close();
  expect(returned).toEqual([{ addresses: ['/sample/demo/a', '/sample/demo/b'], parts: {}, given: sample.parts }]);
  expect(windows.place(1)).toBeUndefined();
  panelWindows().restore();
  expect(opened).toHaveLength(1);
});

test('one that has become empty gives nothing back', () => {
  const windows = panelWindows();
  windows.open(sample);
  const place = windows.place(1);
  if (place !== undefined) windows.note(place, { addresses: [], parts: {} });
  opened[0]?.close();
  expect(returned).toEqual([]);
});

test('windows that end with the main one come back where they were, on a screen that is there', () => {
  const windows = panelWindows();
  windows.open(sample, { x: 5, y: 6, width: 800, height: 600 });
  windows.end();
  expect(returned).toEqual([]);
  const next = panelWindows();
  next.restore();
  expect(opened[1]?.bounds).toEqual({ x: 5, y: 6, width: 800, height: 600 });
  expect(next.place(2)?.panels).toEqual(sample);
  next.end();
  panelWindows(false).restore();
  expect(opened[2]?.bounds).toEqual({ width: 900, height: 700 });
});

test('what cannot be read is no window', () => {
  kept.set('panel-windows', [{ panels: { addresses: ['quarry://x'], parts: {} }, bounds: null }]);
  panelWindows().restore();
  expect(opened).toEqual([]);
});

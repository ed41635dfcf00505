import { type BrowserWindow, type Rectangle, screen } from 'electron';
import Store from 'electron-store';
import { z } from 'zod';
import { isOnAnyScreen } from './page-rules.ts';

const WindowState = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(400),
  height: z.number().int().min(300),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof WindowState>;

const standard = { width: 1440, height: 900, maximized: false };

export interface KeptWindowState {
  /** Also for what else is kept of windows. */
  store: { get(key: string): unknown; set(key: string, value: unknown): void };
  /** Where the window is to open; without a place on a screen that is there, the system chooses it. */
  load(): Partial<WindowState>;
  /** Keeps the place of the window from now on. */
  follow(window: BrowserWindow): void;
}

export function createWindowState(folder: string): KeptWindowState {
  const store = new Store({ name: 'window', cwd: folder, clearInvalidConfig: true });
  return {
    store,
    load() {
      const kept = WindowState.safeParse(store.get('state'));
      if (!kept.success) return standard;
      return isOnScreen(kept.data) ? kept.data : standard;
    },
    follow(window) {
      const save = (): void => store.set('state', { ...window.getNormalBounds(), maximized: window.isMaximized() });
      window.on('close', save);
    },
  };
}

/** Enough of it can be seen and taken with the mouse. */
export function isOnScreen(bounds: Rectangle): boolean {
  return isOnAnyScreen(
    bounds,
    screen.getAllDisplays().map((one) => one.workArea),
  );
}

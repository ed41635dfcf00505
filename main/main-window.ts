import { join } from 'node:path';
import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron';
import { pageAddress, panelPageAddress } from './page-origin.ts';
import type { KeptWindowState } from './window-state.ts';

/** Opens the window of the page, sandboxed; shows it when there is something to see. */
export function openMainWindow(root: string, state: KeptWindowState): BrowserWindow {
  const { maximized = false, ...bounds } = state.load();
  const window = createWindow(root, { ...bounds, minWidth: 640, minHeight: 480 }, pageAddress);
  if (maximized) window.maximize();
  state.follow(window);
  return window;
}

/** A window for panels alone, as closely guarded as the other. */
export function openPanelWindow(root: string, bounds: BrowserWindowConstructorOptions): BrowserWindow {
  return createWindow(root, { ...bounds, minWidth: 360, minHeight: 240 }, panelPageAddress);
}

function createWindow(root: string, options: BrowserWindowConstructorOptions, address: string): BrowserWindow {
  const window = new BrowserWindow({
    ...options,
    show: false,
    title: 'Quarry',
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(root, 'dist/preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  if (process.platform !== 'darwin') window.setMenuBarVisibility(false);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(address);
  return window;
}

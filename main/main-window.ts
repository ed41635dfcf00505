import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import { pageAddress } from './page-origin.ts';
import type { KeptWindowState } from './window-state.ts';

/** Opens the window of the page, sandboxed; shows it when there is something to see. */
export function openMainWindow(root: string, state: KeptWindowState): BrowserWindow {
  const { maximized = false, ...bounds } = state.load();
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 640,
    minHeight: 480,
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
  if (maximized) window.maximize();
  state.follow(window);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(pageAddress);
  return window;
}

import { access } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { app, type BrowserWindow, dialog, nativeTheme, type OpenDialogOptions, shell } from 'electron';
import { AppError } from '../app/contract/app-error.ts';
import { wholeBytes } from '../app/contract/bytes.ts';
import type { HandlersOf } from '../app/contract/entry.ts';
import type { PanelSet, shellContract } from '../app/contract/shell.ts';
import { writeWhole } from '../app/platform/node/write-whole.ts';
import type { HostAddress } from '../app/rpc/node/host-client.ts';
import { parseHostAddress } from './arguments.ts';
import type { ShellCore } from './core/core.ts';
import type { DraggedFiles } from './drag-out.ts';
import { openExternal } from './guards.ts';
import type { Notifications } from './notifications.ts';
import { safeFileName } from './page-rules.ts';
import type { ShellEvents } from './shell-events.ts';
import { inWindowLanguage, speakWords } from './spoken-words.ts';

export interface ShellParts {
  core(): ShellCore;
  window(): BrowserWindow | undefined;
  events: ShellEvents;
  notifications: Notifications;
  dragged: DraggedFiles;
  panels: {
    open(panels: PanelSet): void;
    ofThisWindow(): PanelSet;
    note(panels: PanelSet): void;
  };
  /** Makes the menu of the system anew. */
  makeMenu(): void;
  /** Restarts the window on another core; undefined means the own one. */
  switchCore(address: HostAddress | undefined): void;
}

export function createShellHandlers(parts: ShellParts): HandlersOf<typeof shellContract> {
  return {
    'shell.info': async () => ({
      platform: process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux',
      core: parts.core().kind,
      coreAddress: parts.core().address,
      nativeMenu: process.platform === 'darwin',
    }),
    'shell.file.save': ({ bytesPath, suggestedName }, { signal }) => saveFile(parts, bytesPath, suggestedName, signal),
    'shell.file.choose': async ({ title, endings }) => {
      const filters = [
        { name: title, extensions: endings },
        { name: inWindowLanguage('All files'), extensions: ['*'] },
      ];
      const [path = null] = await choose(parts, { title, filters, properties: ['openFile'] });
      return { path };
    },
    'shell.files.choose': async ({ title }) => ({
      paths: await choose(parts, { title, properties: ['openFile', 'multiSelections'] }),
    }),
    'shell.folder.choose': async ({ title }) => {
      const [path = null] = await choose(parts, { title, properties: ['openDirectory', 'createDirectory'] });
      return { path };
    },
    'shell.item.show': async ({ path }) => {
      await showItem(path);
      return {};
    },
    'shell.file.drag': async (dragged, { signal }) => {
      const file = await parts.dragged.pathOf(dragged, (bytesPath) => readBytes(parts, bytesPath, signal));
      parts.window()?.webContents.startDrag({ file, icon: await app.getFileIcon(file) });
      return {};
    },
    'shell.external.open': async ({ url }) => ({ opened: await openExternal(url, parts.window()) }),
    'shell.attach': async ({ address }) => {
      const target = address === null ? undefined : parseHostAddress(address);
      // After the answer has gone out: the switch closes the port that carries it.
      setImmediate(() => parts.switchCore(target));
      return {};
    },
    'shell.theme.set': async ({ colorScheme }) => {
      nativeTheme.themeSource = colorScheme;
      return {};
    },
    'shell.words.set': async ({ words }) => {
      speakWords(words);
      parts.makeMenu();
      return {};
    },
    'shell.notify': async (news) => ({ shown: parts.notifications.show(news) }),
    'shell.window.open': async (panels) => {
      parts.panels.open(panels);
      return {};
    },
    'shell.window.panels': async () => parts.panels.ofThisWindow(),
    'shell.window.note': async (panels) => {
      parts.panels.note(panels);
      return {};
    },
    'shell.events': (_input, { signal }) => parts.events.watch(signal),
  };
}

/** By the dialog of the system; none if the user cancelled. */
async function choose(parts: ShellParts, options: OpenDialogOptions): Promise<string[]> {
  const window = parts.window();
  const { filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
  return filePaths;
}

/** Marks it in its folder: unlike opening, that runs nothing. */
async function showItem(path: string): Promise<void> {
  if (!isAbsolute(path)) throw new AppError('invalid-input', `${path} is no absolute path.`);
  try {
    await access(path);
  } catch (error) {
    throw new AppError('not-found', `${path} is not there.`, {
      remedy: 'Look for it where it was moved to.',
      cause: error,
    });
  }
  shell.showItemInFolder(path);
}

async function saveFile(
  parts: ShellParts,
  bytesPath: string,
  suggestedName: string,
  signal: AbortSignal,
): Promise<{ path: string | null }> {
  const { name, query } = bytesAddress(bytesPath);
  const options = { defaultPath: safeFileName(suggestedName) };
  const window = parts.window();
  const { filePath } = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options));
  // The older manner of a cancelled dialog is an empty path.
  if (!filePath) return { path: null };
  const { bytes } = await parts.core().bytes(name, query, signal);
  await writeWhole(filePath, bytes);
  return { path: filePath };
}

async function readBytes(parts: ShellParts, bytesPath: string, signal: AbortSignal): Promise<Uint8Array> {
  const { name, query } = bytesAddress(bytesPath);
  return wholeBytes(await parts.core().bytes(name, query, signal));
}

function bytesAddress(bytesPath: string): { name: string; query: string } {
  const url = new URL(bytesPath, 'quarry://app/');
  const name = /^\/bytes\/([\w-]+)$/.exec(url.pathname)?.[1];
  if (name === undefined) throw new AppError('invalid-input', `${bytesPath} is no address of bytes.`);
  return { name, query: url.searchParams.get('q') ?? '{}' };
}

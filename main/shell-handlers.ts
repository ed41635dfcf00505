import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { type BrowserWindow, dialog, nativeTheme } from 'electron';
import { AppError } from '../app/contract/app-error.ts';
import type { HandlersOf } from '../app/contract/entry.ts';
import type { shellContract } from '../app/contract/shell.ts';
import type { HostAddress } from '../app/rpc/node/host-client.ts';
import { parseHostAddress } from './arguments.ts';
import type { ShellCore } from './core/core.ts';
import { openExternal } from './guards.ts';
import { safeFileName } from './page-rules.ts';
import type { ShellEvents } from './shell-events.ts';

export interface ShellParts {
  core(): ShellCore;
  window(): BrowserWindow | undefined;
  events: ShellEvents;
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
    'shell.folder.choose': async ({ title }) => {
      const options = { title, properties: ['openDirectory' as const, 'createDirectory' as const] };
      const window = parts.window();
      const { filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
      return { path: filePaths[0] ?? null };
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
    'shell.events': (_input, { signal }) => parts.events.watch(signal),
  };
}

async function saveFile(
  parts: ShellParts,
  bytesPath: string,
  suggestedName: string,
  signal: AbortSignal,
): Promise<{ path: string | null }> {
  const url = new URL(bytesPath, 'quarry://app/');
  const name = /^\/bytes\/([\w-]+)$/.exec(url.pathname)?.[1];
  if (name === undefined) throw new AppError('invalid-input', `${bytesPath} is no address of bytes.`);
  const options = { defaultPath: safeFileName(suggestedName) };
  const window = parts.window();
  const { filePath } = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options));
  // The older manner of a cancelled dialog is an empty path.
  if (!filePath) return { path: null };
  const { bytes } = await parts.core().bytes(name, url.searchParams.get('q') ?? '{}', signal);
  await writeWhole(filePath, bytes);
  return { path: filePath };
}

/** The file under its name is the old one or the whole new one. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.${randomUUID()}.part`;
  try {
    await writeFile(part, bytes, { flush: true } as Parameters<typeof writeFile>[2]);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw new AppError('storage', `The file ${path} cannot be written.`, {
      remedy: 'Choose a folder that you may write to.',
      cause: error,
    });
  }
}

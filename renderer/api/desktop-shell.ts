import type { OutputOf } from '../../app/contract/entry.ts';
import type { shellContract } from '../../app/contract/shell.ts';
import { getShellClient } from './client.ts';
import { onDroppedPaths } from './dropped-paths.ts';
import { keepWatching } from './keep-watching.ts';
import { fileNameOf, noteFile } from './recent-files.ts';
import type { Shell } from './shell.ts';

type ShellEvent = OutputOf<(typeof shellContract)['shell.events']>;

const listeners = new Set<(event: ShellEvent) => void>();
let stopWatching: (() => void) | undefined;

/** One stream for all listeners: an event of the shell is sent to one stream only. */
function listen(listener: (event: ShellEvent) => void): () => void {
  listeners.add(listener);
  stopWatching ??= keepWatching(
    getShellClient(),
    'shell.events',
    {},
    {
      onEvent: (event) => {
        for (const one of listeners) one(event);
      },
    },
  );
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stopWatching?.();
    stopWatching = undefined;
  };
}

/** The shell of the desktop window, over the second port. */
export const desktopShell: Shell = {
  kind: 'desktop',
  async info() {
    const { platform, core, coreAddress, nativeMenu } = await getShellClient().call('shell.info', {});
    return { platform, nativeMenu, attachedTo: core === 'attached' ? coreAddress : null };
  },
  async saveBytes(bytesPath, suggestedName) {
    const { path } = await getShellClient().call('shell.file.save', { bytesPath, suggestedName });
    // A core elsewhere cannot look whether the file is still here.
    if (path !== null && (await desktopShell.info()).attachedTo === null)
      noteFile({ name: fileNameOf(path), path, address: null, how: 'saved' });
    return path !== null;
  },
  async chooseFolder(title) {
    return (await getShellClient().call('shell.folder.choose', { title })).path;
  },
  async showItem(path) {
    await getShellClient().call('shell.item.show', { path });
  },
  async chooseFile(title, endings) {
    return (await getShellClient().call('shell.file.choose', { title, endings })).path;
  },
  async chooseFiles(title) {
    return (await getShellClient().call('shell.files.choose', { title })).paths;
  },
  onDrop: onDroppedPaths,
  async openExternal(url) {
    await getShellClient().call('shell.external.open', { url });
  },
  notify(news) {
    // A click comes back as a link.
    getShellClient()
      .call('shell.notify', news)
      .catch(() => undefined);
  },
  async dragFile(dragged) {
    await getShellClient().call('shell.file.drag', dragged);
  },
  async openWindow(panels) {
    await getShellClient().call('shell.window.open', panels);
  },
  onPanels: (listener) => listen((event) => event.kind === 'panels' && listener(event.panels, event.given)),
  panelsOfWindow: () => getShellClient().call('shell.window.panels', {}),
  notePanels(panels) {
    // The next change tells it again.
    getShellClient()
      .call('shell.window.note', panels)
      .catch(() => undefined);
  },
  setTheme(colorScheme) {
    // The frame of the window then keeps its colours; nothing else depends on it.
    getShellClient()
      .call('shell.theme.set', { colorScheme })
      .catch(() => undefined);
  },
  setWords(words) {
    // Menus then stay English; nothing else depends on it.
    getShellClient()
      .call('shell.words.set', { words })
      .catch(() => undefined);
  },
  onCommand: (listener) => listen((event) => event.kind === 'command' && listener(event.id)),
  onLink: (listener) => listen((event) => event.kind === 'link' && listener(event.url)),
  async attach(address) {
    await getShellClient().call('shell.attach', { address });
  },
};

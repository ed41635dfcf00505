import type { MenuItemConstructorOptions } from 'electron';
import { type CommandWords, shortcutOf } from '../app/contract/commands/command-words.ts';
import { windowCommands } from '../app/contract/commands/window-commands.ts';

/** On macOS the menu bar of the system; elsewhere the page draws its menus and this one only lends its shortcuts. */
export function menuTemplate(
  platform: NodeJS.Platform,
  choose: (commandId: string) => void,
): MenuItemConstructorOptions[] {
  const itemsOf = (place: CommandWords['systemMenu']): MenuItemConstructorOptions[] =>
    Object.entries<CommandWords>(windowCommands)
      .filter(([, { systemMenu }]) => systemMenu === place)
      .map(([id, words]) => itemOf(id, words, choose));
  const isMac = platform === 'darwin';
  const file: MenuItemConstructorOptions[] = [
    ...itemsOf('file'),
    { type: 'separator' },
    ...(isMac ? [{ role: 'close' as const }] : [...itemsOf('app'), { role: 'quit' as const }]),
  ];
  const view: MenuItemConstructorOptions[] = [
    ...itemsOf('view'),
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
  ];
  const appMenu: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      ...itemsOf('app'),
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
  return [
    ...(isMac ? [appMenu] : []),
    { label: 'File', submenu: file },
    { role: 'editMenu' },
    { label: 'View', submenu: view },
    ...(isMac ? [{ role: 'windowMenu' as const }] : []),
  ];
}

function itemOf(id: string, words: CommandWords, choose: (commandId: string) => void): MenuItemConstructorOptions {
  const shortcut = shortcutOf(words, 'desktop');
  return {
    label: words.title,
    id,
    click: () => choose(id),
    // Shown only: the page handles its own shortcuts, which it also has on the web.
    ...(shortcut === undefined
      ? {}
      : { accelerator: shortcut.replace('Mod', 'CmdOrCtrl'), registerAccelerator: false }),
  };
}

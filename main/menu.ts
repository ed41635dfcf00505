import type { MenuItemConstructorOptions } from 'electron';
import { type CommandWords, shortcutOf } from '../app/contract/commands/command-words.ts';
import type { SystemWord } from '../app/contract/commands/system-words.ts';
import { windowCommands } from '../app/contract/commands/window-commands.ts';
import { inWindowLanguage as say, titleInWindowLanguage } from './spoken-words.ts';

type Items = MenuItemConstructorOptions[];
type Role = NonNullable<MenuItemConstructorOptions['role']>;

const separator = { type: 'separator' } as const;

/** On macOS the menu bar of the system; elsewhere the page draws its menus and this one only lends its shortcuts. */
export function menuTemplate(platform: NodeJS.Platform, choose: (commandId: string) => void): Items {
  const itemsOf = (place: CommandWords['systemMenu']): Items =>
    Object.entries<CommandWords>(windowCommands)
      .filter(([, { systemMenu }]) => systemMenu === place)
      .map(([id, words]) => itemOf(id, words, choose));
  const isMac = platform === 'darwin';
  const quit = role('quit', 'Quit Quarry');
  const file = [
    ...itemsOf('file'),
    separator,
    ...(isMac ? [role('close', 'Close window')] : [...itemsOf('app'), quit]),
  ];
  return [
    ...(isMac ? [appMenu(itemsOf('app'), quit)] : []),
    { label: say('File'), submenu: file },
    { role: 'editMenu', label: say('Edit'), submenu: editItems() },
    { label: say('View'), submenu: [...itemsOf('view'), separator, ...zoomItems()] },
    ...(isMac ? [windowMenu()] : []),
  ];
}

function appMenu(items: Items, quit: MenuItemConstructorOptions): MenuItemConstructorOptions {
  const hiding = [role('hide', 'Hide Quarry'), role('hideOthers', 'Hide others'), role('unhide', 'Show all')];
  const submenu = [role('about', 'About Quarry'), separator, ...items, separator, ...hiding, separator, quit];
  return { role: 'appMenu', submenu };
}

function editItems(): Items {
  return [
    ...[role('undo', 'Undo'), role('redo', 'Redo'), separator],
    ...[role('cut', 'Cut'), role('copy', 'Copy'), role('paste', 'Paste'), role('delete', 'Delete')],
    ...[separator, role('selectAll', 'Select all')],
  ];
}

function zoomItems(): Items {
  return [
    role('resetZoom', 'Actual size'),
    role('zoomIn', 'Zoom in'),
    role('zoomOut', 'Zoom out'),
    role('togglefullscreen', 'Full screen'),
  ];
}

function windowMenu(): MenuItemConstructorOptions {
  const submenu = [role('minimize', 'Minimise'), role('zoom', 'Zoom'), separator, role('front', 'Bring all to front')];
  return { role: 'windowMenu', label: say('Window'), submenu };
}

/** What the system does itself; its own words would be English ones. */
function role(name: Role, word: SystemWord): MenuItemConstructorOptions {
  return { role: name, label: say(word) };
}

function itemOf(id: string, words: CommandWords, choose: (commandId: string) => void): MenuItemConstructorOptions {
  const shortcut = shortcutOf(words, 'desktop');
  return {
    label: titleInWindowLanguage(words.title),
    id,
    click: () => choose(id),
    // Shown only: the page handles its own shortcuts, which it also has on the web.
    ...(shortcut === undefined
      ? {}
      : { accelerator: shortcut.replace('Mod', 'CmdOrCtrl'), registerAccelerator: false }),
  };
}

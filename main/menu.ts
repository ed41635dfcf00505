import type { MenuItemConstructorOptions } from 'electron';
import { type CommandWords, sharedCommands } from '../app/contract/shared-commands.ts';

/** On macOS the menu bar of the system; elsewhere the page draws its menus and this one only lends its shortcuts. */
export function menuTemplate(
  platform: NodeJS.Platform,
  choose: (commandId: string) => void,
): MenuItemConstructorOptions[] {
  const item = ({ id, title, shortcut }: CommandWords): MenuItemConstructorOptions => ({
    label: title,
    id,
    click: () => choose(id),
    // Shown only: the page handles its own shortcuts, which it also has on the web.
    ...(shortcut === undefined ? {} : { accelerator: acceleratorOf(shortcut), registerAccelerator: false }),
  });
  const settings = item(sharedCommands.openSettings);
  const file: MenuItemConstructorOptions[] = [
    item(sharedCommands.addConnection),
    item(sharedCommands.attach),
    { type: 'separator' },
    ...(platform === 'darwin' ? [{ role: 'close' as const }] : [settings, { role: 'quit' as const }]),
  ];
  const view: MenuItemConstructorOptions[] = [
    item(sharedCommands.openPalette),
    item(sharedCommands.find),
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
      settings,
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
  return [
    ...(platform === 'darwin' ? [appMenu] : []),
    { label: 'File', submenu: file },
    { role: 'editMenu' },
    { label: 'View', submenu: view },
    ...(platform === 'darwin' ? [{ role: 'windowMenu' as const }] : []),
  ];
}

function acceleratorOf(shortcut: string): string {
  return shortcut.replace('Mod', 'CmdOrCtrl');
}

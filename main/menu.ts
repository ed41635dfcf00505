import type { MenuItemConstructorOptions } from 'electron';

/** On macOS the menu bar of the system; elsewhere the page draws its menus and this one only lends its shortcuts. */
export function menuTemplate(
  platform: NodeJS.Platform,
  choose: (commandId: string) => void,
): MenuItemConstructorOptions[] {
  const item = (label: string, commandId: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    id: commandId,
    click: () => choose(commandId),
    // Shown only: the page handles its own shortcuts, which it also has on the web.
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
  });
  const settings = item('Settings…', 'settings.open', 'CmdOrCtrl+,');
  const file: MenuItemConstructorOptions[] = [
    item('New connection…', 'connections.add'),
    item('Attach…', 'app.attach'),
    { type: 'separator' },
    ...(platform === 'darwin' ? [{ role: 'close' as const }] : [settings, { role: 'quit' as const }]),
  ];
  const view: MenuItemConstructorOptions[] = [
    item('Command palette…', 'palette.open', 'CmdOrCtrl+K'),
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

/** Words of a command that the window and the menu bar of the system both name. */
export interface CommandWords {
  id: string;
  /** A verb and its object; "…" if more is asked. */
  title: string;
  /** E.g. "Mod+Shift+A"; Mod is ⌘ on macOS and Ctrl elsewhere. */
  shortcut?: string;
}

/**
 * Commands of the window that a menu outside it offers too. All commands are registered in the window, from where its
 * menus, palette, keys and the list of shortcuts take them; what the menu bar of the system says about some is said here.
 */
export const sharedCommands = {
  openPalette: { id: 'palette.open', title: 'Search or run a command', shortcut: 'Mod+K' },
  find: { id: 'find.open', title: 'Find in everything kept here', shortcut: 'Mod+Shift+F' },
  openSettings: { id: 'settings.open', title: 'Settings', shortcut: 'Mod+,' },
  addConnection: { id: 'connections.add', title: 'New connection…' },
  attach: { id: 'app.attach', title: 'Attach to another computer…' },
} as const satisfies Record<string, CommandWords>;

export const commandGroups = [
  'File',
  'Edit',
  'Connections',
  'View',
  'Go',
  'Data',
  'Figure',
  'Settings',
  'Help',
] as const;
export type CommandGroup = (typeof commandGroups)[number];

/** Where a page runs: browsers keep some keys for themselves. */
export type CommandHost = 'desktop' | 'browser';

/** What is said of a command of the window, wherever it is offered. */
export interface CommandWords {
  /** A verb and its object; "…" if more is asked. `{{name}}` stands for what the place that offers it names. */
  title: string;
  /** Menu it stands in; those of connections are in the palette alone. */
  group: CommandGroup;
  /** E.g. "Mod+Shift+A"; Mod is ⌘ on macOS and Ctrl elsewhere. Several are divided by ", ". */
  shortcut?: string | Readonly<Record<CommandHost, string>>;
  /** More words by which the palette finds it. */
  keywords?: string;
  /** Its keys belong to the text while one is edited. */
  notWhileTyping?: boolean;
  /** Place in the menu bar of the system, which is made before there is a page. */
  systemMenu?: 'app' | 'file' | 'view';
}

type NamesIn<Title extends string> = Title extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** What a title must be given: `{ name: string }` for "Refresh series {{name}}". */
export type NamesOf<Title extends string> = { readonly [Name in NamesIn<Title>]: string };

export function shortcutOf({ shortcut }: CommandWords, host: CommandHost): string | undefined {
  return typeof shortcut === 'object' ? shortcut[host] : shortcut;
}

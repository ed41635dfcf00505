import type { CommandWords, NamesOf } from './command-words.ts';
import { frameCommands } from './frame-commands.ts';
import { panelCommands } from './panel-commands.ts';

/**
 * Every command of the window by its id. Menus, palette, keys, the list of shortcuts and the menu bar of the system take
 * their words from here; which commands apply is told by the parts of the window that offer them.
 */
export const windowCommands = { ...frameCommands, ...panelCommands };

export type CommandId = keyof typeof windowCommands;
export type CommandNames<Id extends CommandId> = NamesOf<(typeof windowCommands)[Id]['title']>;

/** Without the literal types of the table. */
export function wordsOf(id: CommandId): CommandWords {
  return windowCommands[id];
}

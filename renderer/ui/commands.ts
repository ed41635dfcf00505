import { useEffect, useId, useMemo, useRef } from 'react';
import { create } from 'zustand';
import { type CommandGroup, shortcutOf } from '../../app/contract/commands/command-words.ts';
import {
  type CommandId,
  type CommandNames,
  windowCommands,
  wordsOf,
} from '../../app/contract/commands/window-commands.ts';
import { getShell } from '../api/shell.ts';
import { t } from './language.ts';

declare const offered: unique symbol;

/** Something the user can have done: in the palette, in a menu, by a key, from the native menu. Made by `offer` only. */
export interface Command {
  id: string;
  title: string;
  group: CommandGroup;
  /** Its place in the table of commands, by which menus are in order. */
  rank: number;
  shortcut?: string;
  keywords?: string;
  notWhileTyping?: boolean;
  run(): void;
  readonly [offered]: true;
}

const ranks = Object.keys(windowCommands);

type NamesAndPlace<Id extends CommandId> = keyof CommandNames<Id> extends never
  ? []
  : [names: CommandNames<Id>, of?: string];

/**
 * A command as it applies here and now; its words stand in the table of all commands.
 * @param names what its title speaks of, if it speaks of something
 * @param of tells one from others with the same id, e.g. the id of a connection
 */
export function offer<Id extends CommandId>(id: Id, run: () => void, ...about: NamesAndPlace<Id>): Command {
  // What the conditional type says at each call, it does not say here.
  const [names = {}, of] = about as [Readonly<Record<string, string>>?, string?];
  const words = wordsOf(id);
  const shortcut = shortcutOf(words, getShell().kind);
  return {
    id: of === undefined ? id : `${id}.${of}`,
    title: t(words.title, names),
    group: words.group,
    rank: ranks.indexOf(id),
    ...(shortcut === undefined ? {} : { shortcut }),
    ...(words.keywords === undefined ? {} : { keywords: t(words.keywords, { context: 'keywords' }) }),
    ...(words.notWhileTyping === undefined ? {} : { notWhileTyping: words.notWhileTyping }),
    run,
    // The mark is for the compiler alone.
  } as Command;
}

interface CommandState {
  /** Commands by who registered them. */
  byOwner: ReadonlyMap<string, readonly Command[]>;
}

const useCommandStore = create<CommandState>(() => ({ byOwner: new Map() }));

/** Offers commands while `active`. Later registrations win over earlier ones with the same id. */
export function useCommands(active: boolean, commands: readonly Command[]): void {
  const owner = useId();
  const latest = useRef(commands);
  latest.current = commands;
  const signature = JSON.stringify(
    commands.map(({ id, title, shortcut, group, keywords }) => [id, title, shortcut, group, keywords]),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the commands, which are new at each render
  useEffect(() => {
    if (!active) return;
    const stable = latest.current.map((command) => ({
      ...command,
      run: () => latest.current.find((one) => one.id === command.id)?.run(),
    }));
    useCommandStore.setState(({ byOwner }) => ({ byOwner: new Map(byOwner).set(owner, stable) }));
    return () =>
      useCommandStore.setState(({ byOwner }) => {
        const rest = new Map(byOwner);
        rest.delete(owner);
        return { byOwner: rest };
      });
  }, [active, owner, signature]);
}

/** All commands that apply now, for menus and palette. */
export function useAvailableCommands(): readonly Command[] {
  const byOwner = useCommandStore((state) => state.byOwner);
  return useMemo(() => mergeCommands(byOwner), [byOwner]);
}

export function availableCommands(): readonly Command[] {
  return mergeCommands(useCommandStore.getState().byOwner);
}

function mergeCommands(byOwner: CommandState['byOwner']): Command[] {
  const byId = new Map<string, Command>();
  for (const commands of byOwner.values()) for (const command of commands) byId.set(command.id, command);
  return [...byId.values()];
}

/** Runs a command by id, e.g. from the native menu; false if it does not apply now. */
export function runCommand(id: string): boolean {
  const command = availableCommands().find((one) => one.id === id);
  command?.run();
  return command !== undefined;
}

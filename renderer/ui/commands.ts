import { useEffect, useId, useRef } from 'react';
import { create } from 'zustand';

export type CommandGroup = 'File' | 'Edit' | 'Connections' | 'View' | 'Go' | 'Data' | 'Figure' | 'Settings' | 'Help';

/** Something the user can have done: in the palette, in a menu, by a key, from the native menu. */
export interface Command {
  id: string;
  /** A verb and its object; "…" if more is asked. */
  title: string;
  /** E.g. "Mod+Shift+A"; Mod is ⌘ on macOS and Ctrl elsewhere. */
  shortcut?: string;
  /** Menu it stands in; without one it is taken from the id's first part. */
  group?: CommandGroup;
  /** More words by which the palette finds it. */
  keywords?: string;
  /** Its keys belong to the text while one is edited. */
  notWhileTyping?: boolean;
  run(): void;
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
  return mergeCommands(byOwner);
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

const groupOfArea: Readonly<Record<string, CommandGroup>> = {
  app: 'File',
  edit: 'Edit',
  connections: 'File',
  panel: 'Data',
  figure: 'Figure',
  view: 'View',
  go: 'Go',
  settings: 'Settings',
  help: 'Help',
};

export function groupOf(command: Command): CommandGroup {
  return command.group ?? groupOfArea[command.id.split('.')[0] ?? ''] ?? 'Data';
}

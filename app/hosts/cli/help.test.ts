import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { describeLine, lineCommands } from '../../contract/commands/command-line.ts';
import type { Runner } from './command-context.ts';
import { createProgram } from './program.ts';

/** Only help is asked for: nothing runs. */
const program = createProgram({} as Runner, false);

function commandsBelow(command: Command, before: readonly string[] = []): { words: string; description: string }[] {
  return command.commands.flatMap((child) => {
    const words = [...before, child.name()];
    return [{ words: words.join(' '), description: child.description() }, ...commandsBelow(child, words)];
  });
}

test('every command of the line says what the table of commands says of it, and the table names no other', () => {
  const all = commandsBelow(program);
  for (const { words, description } of all) expect(description, words).toBe(describeLine(words)?.description);
  expect(all.map(({ words }) => words).toSorted()).toEqual([...lineCommands].toSorted());
  expect(all.filter(({ description }) => description === '')).toEqual([]);
});

test('a command that the window has too names it there', () => {
  const collection = program.commands.find((one) => one.name() === 'collection');
  const exporting = collection?.commands.find((one) => one.name() === 'export');
  const help: string[] = [];
  exporting?.configureOutput({ writeOut: (text) => void help.push(text) }).outputHelp();
  expect(help.join('')).toContain('In the window: Export collection NAME…');
});

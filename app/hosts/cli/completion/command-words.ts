import type { Command } from 'commander';

export interface Word {
  text: string;
  /** One line, without the signs that shells take for their own. */
  description: string;
}

/** What may follow a command. */
export interface CommandWords {
  /** Words from the program's name on, e.g. ["drms", "query"]; none for the program itself. */
  path: readonly string[];
  /** Commands below it, or values of its first argument. */
  commands: readonly Word[];
  options: readonly Word[];
  /** Of options with a closed list of values. */
  values: readonly { option: string; texts: readonly string[] }[];
}

/** All commands of a program with what may follow them. */
export function commandWords(program: Command): CommandWords[] {
  const found: CommandWords[] = [];
  const visit = (command: Command, path: readonly string[]): void => {
    const own = path.length === 0 ? program.options : [...command.options, ...program.options];
    const options = own.flatMap(({ long, description }) =>
      long === undefined || long === null ? [] : [{ text: long, description: oneLine(description) }],
    );
    found.push({
      path,
      commands: [
        ...command.commands.map((child) => ({ text: child.name(), description: oneLine(child.description()) })),
        ...(command.registeredArguments[0]?.argChoices ?? []).map((text) => ({ text, description: '' })),
      ],
      options: [...distinct(options), { text: '--help', description: 'display help for command' }],
      values: own.flatMap(({ long, argChoices }) =>
        long && argChoices !== undefined ? [{ option: long, texts: argChoices }] : [],
      ),
    });
    for (const child of command.commands) visit(child, [...path, child.name()]);
  };
  visit(program, []);
  return found;
}

function distinct(words: readonly Word[]): Word[] {
  return [...new Map(words.map((word) => [word.text, word])).values()];
}

function oneLine(text: string): string {
  return (
    text
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/['"`$\\:[\]]/g, '')
      .split(/[;(]/, 1)[0]
      ?.trim() ?? ''
  );
}

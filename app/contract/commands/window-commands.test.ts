import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type CommandWords, shortcutOf } from './command-words.ts';
import { frameCommands } from './frame-commands.ts';
import { panelCommands } from './panel-commands.ts';
import { windowCommands } from './window-commands.ts';

const renderer = fileURLToPath(new URL('../../../renderer', import.meta.url));
const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts'))
  .map((path) => ({ path, text: readFileSync(join(renderer, path), 'utf8') }));
const words = Object.entries<CommandWords>(windowCommands);

describe('the table of commands', () => {
  test('no command is named twice', () => {
    expect(words).toHaveLength(Object.keys(frameCommands).length + Object.keys(panelCommands).length);
    const always = Object.values<CommandWords>(frameCommands).map(({ title }) => title);
    expect(new Set(always).size).toBe(always.length);
  });

  test('commands that always apply share no key, on neither host', () => {
    for (const host of ['desktop', 'browser'] as const) {
      const keys = Object.values<CommandWords>(frameCommands).flatMap(
        (one) => shortcutOf(one, host)?.split(', ') ?? [],
      );
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  test('every command is offered somewhere in the window', () => {
    const all = sources.map(({ text }) => text).join('\n');
    const offered = (id: string): boolean => all.includes(`'${id}'`) || all.includes(`${id.replace(/\w+$/, '')}\${`);
    expect(words.map(([id]) => id).filter((id) => !offered(id))).toEqual([]);
  });

  test('no part of the window gives a command words of its own', () => {
    const own = sources.filter(
      ({ path, text }) => path !== join('ui', 'commands.ts') && (/as Command\b/.test(text) || hasOwnTitle(text)),
    );
    expect(own.map(({ path }) => path)).toEqual([]);
  });
});

/** A title within what is given to `useCommands`. */
function hasOwnTitle(text: string): boolean {
  return [...text.matchAll(/useCommands\(([\s\S]*?)\n {2}\);|useCommands\((.*)\);/g)].some(([call]) =>
    /\btitle: ['`]/.test(call),
  );
}

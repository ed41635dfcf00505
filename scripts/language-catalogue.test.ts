import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { commandGroups } from '../app/contract/commands/command-words.ts';
import { systemWords } from '../app/contract/commands/system-words.ts';
import { windowCommands, wordsOf } from '../app/contract/commands/window-commands.ts';

const renderer = fileURLToPath(new URL('../renderer', import.meta.url));
const catalogue = (language: 'de' | 'en'): Record<string, string> =>
  JSON.parse(readFileSync(join(renderer, `languages/${language}.json`), 'utf8'));
const german = catalogue('de');
const english = catalogue('en');
const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts'))
  .map((path) => readFileSync(join(renderer, path), 'utf8'));

const literal = `('(?:[^'\\\\\\n]|\\\\.)*'|"(?:[^"\\\\\\n]|\\\\.)*")`;
const calls = new RegExp(`\\bt\\(\\s*${literal}(,\\s*\\{[^}]*?\\bcontext: '(\\w+)')?`, 'g');
const sentences = new RegExp(`\\benglish=(?:\\{\\s*)?${literal}`, 'g');

/** The text of a string as it stands in a source. */
function textOf(quoted: string): string {
  return quoted.slice(1, -1).replaceAll(/\\(.)/g, (_pair, sign: string) => (sign === 'n' ? '\n' : sign));
}

const asked = new Set<string>([...commandGroups, ...systemWords]);
for (const source of sources) {
  for (const [, quoted = '', , context] of source.matchAll(calls))
    asked.add(context === undefined ? textOf(quoted) : `${textOf(quoted)}_${context}`);
  for (const [, quoted = ''] of source.matchAll(sentences)) asked.add(textOf(quoted));
}
for (const id of Object.keys(windowCommands)) {
  // The keys are ids, which the type of `Object.keys` does not say.
  const { title, keywords } = wordsOf(id as keyof typeof windowCommands);
  asked.add(title);
  if (keywords !== undefined) asked.add(`${keywords}_keywords`);
}

const withoutNumber = (key: string): string => key.replace(/_(one|other)$/, '');
const texts = Object.entries(german);
const placesOf = (text: string): string[] => [...text.matchAll(/\{\{\w+\}\}|<\/?\w+>/g)].map(([place]) => place).sort();

describe('the German texts', () => {
  test('are there for every text of the window', () => {
    const known = new Set(texts.map(([key]) => withoutNumber(key)));
    expect([...asked].filter((text) => !known.has(text))).toEqual([]);
  });

  test('are all used', () => {
    expect(texts.map(([key]) => key).filter((key) => !asked.has(withoutNumber(key)))).toEqual([]);
  });

  test('name the same values', () => {
    const withoutCount = (places: string[]): string[] => places.filter((place) => place !== '{{count}}');
    const differ = texts.filter(([key, text]) => {
      const isCounted = withoutNumber(key) !== key;
      const [there, here] = [placesOf(withoutNumber(key)), placesOf(text)];
      return `${isCounted ? withoutCount(there) : there}` !== `${isCounted ? withoutCount(here) : here}`;
    });
    expect(differ).toEqual([]);
  });

  test('tell one from many where English does', () => {
    const counted = Object.keys(english).map(withoutNumber);
    const missing = counted.filter((key) => !(`${key}_one` in german && `${key}_other` in german));
    expect(missing).toEqual([]);
    const plural = Object.keys(german).filter((key) => withoutNumber(key) !== key);
    expect([...new Set(plural.map(withoutNumber))].filter((key) => !(`${key}_one` in english))).toEqual([]);
  });
});

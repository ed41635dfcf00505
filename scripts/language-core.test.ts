import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileSentences } from '../renderer/ui/core-sentences.ts';
import { sentencesOf, sentencesOfCore } from './language-core.ts';
import { root } from './root.ts';

// A catalogue of texts, as its file has it.
const german = JSON.parse(readFileSync(join(root, 'renderer/languages/core.de.json'), 'utf8')) as Record<
  string,
  string
>;
const sentences = sentencesOfCore();
const valuesOf = (text: string): string[] => [...text.matchAll(/\{=?(\d+)\}/g)].map(([, name = '']) => name).sort();

describe('sentences in a source', () => {
  test.each([
    [`throw new AppError('not-found', \`There is no file \${name}.\`)`, ['There is no file {0}.']],
    [
      `const text = \`\${count} \${count === 1 ? 'line is' : 'lines are'} wrong\``,
      ['{0} line is wrong', '{0} lines are wrong'],
    ],
    ["const text = 'It says: ' + words", ['It says: {0}']],
    ["database.prepare('SELECT name FROM things')", []],
    ["log.warn('the file is gone')", []],
    ["import { a } from 'two words'", []],
    ["z.string().min(1, 'Give it a name.').describe('Name of the thing')", ['Give it a name.']],
  ])('%s', (source, expected) => {
    expect(sentencesOf('app/services/x.ts', source)).toEqual(expected);
  });

  test('that is code for other programs are the reasons why there is none', () => {
    const source = "const text = `import this from there`; const nothing = none('No words for it.')";
    expect(sentencesOf('app/domain/drms/code-x.ts', source)).toEqual(['No words for it.']);
  });
});

describe('German texts of the core', () => {
  test('are there for every sentence', () => {
    const missing = [...sentences].filter(([sentence]) => !(sentence in german));
    expect(missing.map(([sentence, path]) => `${path}: ${sentence}`)).toEqual([]);
  });

  test('are all used', () => {
    expect(Object.keys(german).filter((sentence) => !sentences.has(sentence))).toEqual([]);
  });

  test('name the same values', () => {
    expect(Object.entries(german).filter(([there, here]) => `${valuesOf(there)}` !== `${valuesOf(here)}`)).toEqual([]);
  });

  test('are found again with values in them', () => {
    const say = compileSentences(german);
    const filled = (text: string): string => text.replaceAll(/\{=?(\d+)\}/g, 'V$1');
    const wrong = Object.entries(german).filter(([there, here]) => say(filled(there)) !== filled(here));
    expect(wrong.map(([there]) => [there, say(filled(there))])).toEqual([]);
  });

  test.each([
    ['Result: Conductivity (Arrhenius) · Anneal 2026', 'Ergebnis: Conductivity (Arrhenius) · Anneal 2026'],
    ['Update of result 62: Conductivity (Arrhenius)', 'Aktualisierung von Ergebnis 62: Conductivity (Arrhenius)'],
    ['Samples with “Done”', 'Proben mit „Done“'],
    [
      'Datasets with “yeast” · of type RAW_DATA · property OD begins with 0.',
      'Datensätze mit „yeast“ · vom Typ RAW_DATA · Eigenschaft OD beginnt mit 0.',
    ],
  ])('leave what people have written: %s', (there, here) => {
    expect(compileSentences(german)(there)).toBe(here);
  });
});

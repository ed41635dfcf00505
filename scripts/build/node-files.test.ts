import { expect, test } from 'vitest';
import { toJavaScript } from './node-files.ts';

test('strips types and follows relative paths to files', () => {
  const source = [
    "import { a } from '../a.ts';",
    "import type { B } from './b.ts';",
    "const worker = new URL('../workers/x.ts', import.meta.url);",
    "const words: string = 'see notes.ts';",
    "export const c: B = await import('./c.ts');",
  ].join('\n');
  expect(toJavaScript(source).split('\n')).toEqual([
    "import { a } from '../a.js';",
    expect.stringMatching(/^\s*$/),
    "const worker = new URL('../workers/x.js', import.meta.url);",
    expect.stringMatching(/^const words {9}= 'see notes.ts';$/),
    expect.stringMatching(/^export const c {4}= await import\('.\/c.js'\);$/),
  ]);
});

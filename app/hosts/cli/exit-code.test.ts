import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { exitCode, needsYouExitCode } from './exit-code.ts';

test('every code has its number to itself and its line in docs/cli.md', () => {
  const numbers = Object.values(exitCode);
  expect(new Set([...numbers, needsYouExitCode, 0]).size).toBe(numbers.length + 2);
  const text = readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8');
  for (const [code, number] of Object.entries(exitCode)) {
    expect(text).toMatch(new RegExp(`^\\| ${number} \\| (\`${code}\`|${code})`, 'm'));
  }
});

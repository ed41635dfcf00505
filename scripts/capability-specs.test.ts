import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './root.ts';

/** Those of the workbench; each is a test of its own, in a browser and among the few that are run on the desktop as well. */
const capabilities = ['A6', 'A7', 'A8', 'A9', 'A10', 'A11', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7'];

/** Titles of tests; those of the groups around them do not count. */
function titlesIn(folder: string): string[] {
  const files = globSync(`${folder}/*.spec.ts`, { cwd: join(root, 'e2e/specs') });
  return files.flatMap((file) =>
    [...readFileSync(join(root, 'e2e/specs', file), 'utf8').matchAll(/\btest\(\s*'([^'\n]+)'/g)].map(
      ([, title = '']) => title,
    ),
  );
}

function missing(titles: readonly string[]): string[] {
  return capabilities.filter((id) => !titles.some((title) => title.startsWith(`${id}: `)));
}

// What lies in neither folder runs on both hosts.
const onBoth = titlesIn('.');

test('every capability has an end-to-end test of its name in a browser', () => {
  expect(missing([...onBoth, ...titlesIn('web')])).toEqual([]);
});

test('and one on the desktop that runs with every change', () => {
  const isSmoke = (title: string): boolean => title.endsWith('@smoke');
  expect(missing([...onBoth, ...titlesIn('desktop')].filter(isSmoke))).toEqual([]);
});

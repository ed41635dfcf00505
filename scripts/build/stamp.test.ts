import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contentStamp, isUpToDate, keepStamp } from './stamp.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'quarry-stamp-'));
  mkdirSync(join(root, 'source'));
  writeFileSync(join(root, 'source/a.ts'), 'a');
});
afterEach(() => rmSync(root, { recursive: true }));

test('a stamp changes with contents and names, not with tests', () => {
  const before = contentStamp(root, ['source', 'absent']);
  writeFileSync(join(root, 'source/a.test.ts'), 'test');
  expect(contentStamp(root, ['source', 'absent'])).toBe(before);
  writeFileSync(join(root, 'source/a.ts'), 'b');
  expect(contentStamp(root, ['source', 'absent'])).not.toBe(before);
  writeFileSync(join(root, 'source/a.ts'), 'a');
  writeFileSync(join(root, 'source/b.ts'), '');
  expect(contentStamp(root, ['source', 'absent'])).not.toBe(before);
});

test('up to date means the same stamp and all outputs present', () => {
  expect(isUpToDate(root, 'page', 's', [])).toBe(false);
  keepStamp(root, 'page', 's');
  expect(isUpToDate(root, 'page', 's', [])).toBe(true);
  expect(isUpToDate(root, 'page', 't', [])).toBe(false);
  expect(isUpToDate(root, 'page', 's', ['dist/absent'])).toBe(false);
});

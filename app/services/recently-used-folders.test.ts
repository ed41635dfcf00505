import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noteUse } from './recently-used-folders.ts';

let above: string;

beforeEach(() => {
  above = mkdtempSync(join(tmpdir(), 'quarry-folders-'));
});

afterEach(() => rmSync(above, { recursive: true, force: true }));

function folderOf(name: string, bytes: number): string {
  const folder = join(above, name);
  mkdirSync(join(folder, 'deep/inside'), { recursive: true });
  writeFileSync(join(folder, 'deep/inside/file'), Buffer.alloc(bytes));
  return folder;
}

test('what was used longest ago goes first, files of all depths count, the one in use stays', async () => {
  const folders = ['a', 'b', 'c'].map((name) => folderOf(name, 100));
  for (const [index, folder] of folders.entries()) await noteUse(folder, 1000 * (index + 1), 1000);
  await noteUse(folders[0] ?? '', 5000, 200);
  expect(folders.map((folder) => existsSync(folder))).toEqual([true, false, true]);
  const large = folderOf('large', 500);
  await noteUse(large, 6000, 200);
  expect([...folders, large].map((folder) => existsSync(folder))).toEqual([false, false, false, true]);
});

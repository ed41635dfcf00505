import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DraggedFiles } from './drag-out.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-drag-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = async (bytesPath: string): Promise<Uint8Array> => Buffer.from(bytesPath);

test('a file of the disk goes as it is; what is none of this computer is said', async () => {
  const files = new DraggedFiles(folder);
  const path = join(folder, 'magnetogram.fits');
  writeFileSync(path, '');
  expect(await files.pathOf({ path }, read)).toBe(path);
  await expect(files.pathOf({ path: `${path}.gone` }, read)).rejects.toMatchObject({ code: 'not-found' });
  await expect(files.pathOf({ path: folder }, read)).rejects.toMatchObject({ code: 'not-found' });
  await expect(files.pathOf({ path: 'a.fits' }, read)).rejects.toMatchObject({ code: 'invalid-input' });
});

test('what is drawn is written under its name, and goes with the program', async () => {
  const files = new DraggedFiles(folder);
  const dragged = { bytesPath: 'bytes/result-image?q=1', name: '../../figure.png' };
  const [first, second] = [await files.pathOf(dragged, read), await files.pathOf(dragged, read)];
  expect([basename(first), basename(second)]).toEqual(['figure.png', 'figure.png']);
  expect(first).not.toBe(second);
  expect(readFileSync(first, 'utf8')).toBe(dragged.bytesPath);
  expect(first.startsWith(join(folder, 'quarry-drag-'))).toBe(true);
  await files.close();
  expect(existsSync(first)).toBe(false);
});

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../contract/app-error.ts';
import { writeWhole } from './write-whole.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-write-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function* pieces(failure?: Error): AsyncGenerator<Uint8Array> {
  yield Buffer.from('new ');
  if (failure !== undefined) throw failure;
  yield Buffer.from('text');
}

test('a file comes whole, out of one piece or many', async () => {
  const path = join(folder, 'a.txt');
  await writeWhole(path, Buffer.from('one'));
  expect(readFileSync(path, 'utf8')).toBe('one');
  await writeWhole(path, pieces());
  expect(readFileSync(path, 'utf8')).toBe('new text');
});

test('bytes that break off leave the old file, and their own reason', async () => {
  const path = join(folder, 'a.txt');
  writeFileSync(path, 'old');
  const lost = new AppError('network', 'The line broke.');
  await expect(writeWhole(path, pieces(lost))).rejects.toBe(lost);
  expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['old', ['a.txt']]);
});

test('a place that cannot be written is named', async () => {
  mkdirSync(join(folder, 'taken'));
  for (const path of [join(folder, 'none', 'a.txt'), join(folder, 'taken')])
    await expect(writeWhole(path, pieces())).rejects.toMatchObject({
      code: 'storage',
      message: expect.stringContaining(path),
    });
  expect(readdirSync(folder)).toEqual(['taken']);
});

test('a full disk is said, and leaves the old file alone', async () => {
  const path = join(folder, 'a.txt');
  writeFileSync(path, 'old');
  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  await expect(writeWhole(path, pieces(full))).rejects.toMatchObject({
    ...{ code: 'storage', retryable: true },
    message: `The disk with ${path} is full.`,
  });
  expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['old', ['a.txt']]);
});

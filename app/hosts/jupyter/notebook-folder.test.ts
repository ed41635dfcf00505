import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type NotebookFolder, openNotebookFolder } from './notebook-folder.ts';

let root: string;
let notebooks: NotebookFolder;
let allowed: string[];
let refused: string[];

beforeEach(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'quarry-notebooks-')));
  for (const folder of ['in/sub', 'in-too', 'out']) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'out/secret'), 's');
  symlinkSync(join(root, 'out'), join(root, 'in/link'));
  symlinkSync(join(root, 'out/none'), join(root, 'in/dangling'));
  symlinkSync(join(root, 'in/sub'), join(root, 'in/own-link'));
  allowed = [];
  refused = [];
  notebooks = await openNotebookFolder(join(root, 'in'), {
    allowedFolders: () => allowed,
    onRefusedFolder: (folder) => void refused.push(folder),
  });
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('what notebooks name', () => {
  test.each([
    ['a.ipynb', 'in/a.ipynb'],
    ['sub/new/deep/a.ipynb', 'in/sub/new/deep/a.ipynb'],
    ['sub/../a.ipynb', 'in/a.ipynb'],
    ['./', 'in'],
    ['own-link/a', 'in/sub/a'],
    ['..data/a', 'in/..data/a'],
  ])('%s is inside', async (path, real) => expect(await notebooks.inside(path)).toBe(join(root, real)));

  test.each([
    '..',
    '../in-too/a',
    '../out/secret',
    'sub/../../out/secret',
    '/etc/hostname',
    'link/secret',
    'link',
    'dangling',
    'dangling/new',
    'own-link/../../out/../link/secret',
    'a\0b',
  ])('%s is refused', async (path) =>
    expect(notebooks.inside(path)).rejects.toMatchObject({ code: 'invalid-input', remedy: expect.any(String) }),
  );

  test('an absolute path is none of a notebook unless it leads inside', async () =>
    expect(await notebooks.inside(join(root, 'in/sub'))).toBe(join(root, 'in/sub')));
});

describe('download folders', () => {
  test('nothing named is the notebook folder; relative ones lie below it', async () => {
    expect(await notebooks.downloadFolder('')).toBe(join(root, 'in'));
    expect(await notebooks.downloadFolder('data/raw')).toBe(join(root, 'in/data/raw'));
  });

  test.each(['out', 'in/link', 'in-too', 'in/sub/../../out'])(
    '%s is refused and put up for a decision',
    async (path) => {
      await expect(notebooks.downloadFolder(join(root, path))).rejects.toMatchObject({ code: 'invalid-input' });
      expect(refused).toEqual([realpathSync(join(root, path))]);
    },
  );

  test('an allowed folder takes downloads, and nothing beside it does', async () => {
    allowed.push(join(root, 'out'));
    expect(await notebooks.downloadFolder(join(root, 'out/new'))).toBe(join(root, 'out/new'));
    expect(await notebooks.downloadFolder('link')).toBe(join(root, 'out'));
    await expect(notebooks.downloadFolder(join(root, 'out/../in-too'))).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });

  test('what notebooks write stays in their folder all the same', async () => {
    allowed.push(join(root, 'out'));
    await expect(notebooks.inside(join(root, 'out/a'))).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

test('the folder is made; a file in its place is named', async () => {
  const options = { allowedFolders: () => [], onRefusedFolder: () => undefined };
  await openNotebookFolder(join(root, 'new/deep'), options);
  expect(existsSync(join(root, 'new/deep'))).toBe(true);
  await expect(openNotebookFolder(join(root, 'out/secret'), options)).rejects.toMatchObject({
    code: 'storage',
    message: expect.stringContaining('out/secret'),
  });
});

import { expect, test } from 'vitest';
import type { OpenbisFile } from '../../../app/contract/openbis.ts';
import { type FileNode, fileTree, sizeOf } from './file-tree.ts';

function file(path: string, sizeBytes: number | null = 1): OpenbisFile {
  return { path, isFolder: false, sizeBytes, crc32: null, checksum: null };
}

function outline(nodes: readonly FileNode[]): unknown[] {
  return nodes.map(({ name, children }) => (children === undefined ? name : [name, ...outline(children)]));
}

test('folders first, numbers by size, folders that nobody listed', () => {
  const folder: OpenbisFile = { path: 'original/empty/', isFolder: true, sizeBytes: null, crc32: null, checksum: null };
  const files = [file('original/b10.txt'), file('original/b9.txt'), folder, file('original/a/deep/x.txt'), file('top')];
  expect(outline(fileTree(files))).toEqual([
    ['original', ['a', ['deep', 'x.txt']], ['empty'], 'b9.txt', 'b10.txt'],
    'top',
  ]);
});

test('the size of a folder is told when all of its files are', () => {
  const [original] = fileTree([file('o/a', 3), file('o/b/c', 4)]);
  expect(original && sizeOf(original)).toBe(7);
  const [unknown] = fileTree([file('o/a', 3), file('o/b/c', null)]);
  expect(unknown && sizeOf(unknown)).toBeNull();
});

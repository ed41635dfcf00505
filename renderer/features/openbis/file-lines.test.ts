import { expect, test } from 'vitest';
import type { OpenbisFile } from '../../../app/contract/openbis.ts';
import { deepFolders, filesOf, filteredTree, visibleLines } from './file-lines.ts';
import { fileTree } from './file-tree.ts';

const files = ['original/readme.txt', 'original/scans/a.xy', 'original/scans/b.xy'].map(
  (path): OpenbisFile => ({ path, isFolder: false, sizeBytes: 1, crc32: null, checksum: null }),
);
const tree = fileTree(files);

test('two levels are to be seen at first, deeper ones when their folders are opened', () => {
  const paths = (closed: ReadonlySet<string>): string[] => visibleLines(tree, closed).map(({ node }) => node.path);
  expect(paths(deepFolders(tree))).toEqual(['original', 'original/scans', 'original/readme.txt']);
  expect(paths(new Set())).toHaveLength(5);
});

test('a filter keeps the files that fit, in their folders; an empty one keeps all', () => {
  const found = filteredTree(tree, ' B.XY ');
  expect(visibleLines(found, new Set()).map(({ node }) => node.path)).toEqual([
    'original',
    'original/scans',
    'original/scans/b.xy',
  ]);
  expect(filteredTree(tree, 'nothing')).toEqual([]);
  expect(filteredTree(tree, '')).toEqual(tree);
});

test('files of a folder are those of all folders in it', () => {
  expect(tree.flatMap(filesOf).map(({ path }) => path)).toEqual([
    'original/scans/a.xy',
    'original/scans/b.xy',
    'original/readme.txt',
  ]);
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectionFileName } from './connection-names.ts';
import { readConnectionFiles } from './read-connection-files.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'quarry-jupyter-'));
});

afterEach(() => rmSync(root, { recursive: true }));

function fileIn(folder: string, text: string): string {
  mkdirSync(join(root, folder));
  const file = join(root, folder, connectionFileName);
  writeFileSync(file, text);
  return file;
}

test("of equal names the user's own counts; each says where it is from", () => {
  const own = fileIn('own', 'connections:\n  - {name: Lab, url: own.example}\n');
  const system = fileIn(
    'system',
    'connections:\n  - {name: Lab, url: far.example}\n  - {name: Far, url: far.example}\n',
  );
  const { connections, warnings } = readConnectionFiles([join(root, 'own'), join(root, 'none'), join(root, 'system')]);
  expect(connections.map(({ name, url, file }) => [name, url, file])).toEqual([
    ['Lab', 'own.example', own],
    ['Far', 'far.example', system],
  ]);
  expect(warnings).toEqual([]);
});

test('a file that cannot be used is told and does not stop the others', () => {
  const bad = fileIn('bad', 'connections: [');
  fileIn('good', 'connections:\n  - {name: Lab, url: lab.example}\n');
  mkdirSync(join(root, 'folder', connectionFileName), { recursive: true });
  const { connections, warnings } = readConnectionFiles(['bad', 'folder', 'good'].map((name) => join(root, name)));
  expect(connections.map(({ name }) => name)).toEqual(['Lab']);
  expect(warnings.map(({ file }) => file)).toEqual([bad, join(root, 'folder', connectionFileName)]);
});

import { expect, test } from 'vitest';
import { readWorkspaceFile } from './workspace-file.ts';

const panels = { '/sample/lab/14S-001': { id: '/sample/lab/14S-001' } };
const file = {
  format: 'quarry workspace',
  version: 1,
  name: ' Thesis ',
  layout: { version: 1, dock: { grid: { root: {} }, panels }, workspace: { id: 'w1', name: 'Thesis' }, parts: {} },
};
const read = (value: unknown): ReturnType<typeof readWorkspaceFile> =>
  readWorkspaceFile('thesis.json', typeof value === 'string' ? value : JSON.stringify(value));

test('a file gives its name and its panels, and is a workspace of its own', () => {
  const { name, layout } = read(file);
  expect(name).toBe('Thesis');
  expect(Object.keys(layout.dock?.panels ?? {})).toEqual(['/sample/lab/14S-001']);
  expect(layout.workspace).toBeNull();
});

test.each([
  ['{"format": "quarry', 'it is no JSON'],
  [[1, 2], 'it does not hold a workspace of Quarry'],
  [{ ...file, format: 'other' }, 'it does not hold a workspace of Quarry'],
  [{ ...file, name: ' ' }, 'its name is missing'],
  [{ ...file, layout: null }, 'its panels are missing or damaged'],
  [
    { ...file, layout: { version: 1, dock: { grid: {}, panels: { ...panels, '/future/x': {} } } } },
    'this version does not know the panel /future/x',
  ],
])('%j is refused: %s', (value, why) => {
  expect(() => read(value)).toThrow(`thesis.json cannot be opened as a workspace: ${why}`);
});

test('a file of a newer Quarry says so', () => {
  expect(() => read({ ...file, version: 2 })).toThrow('thesis.json was written by a newer Quarry (version 2).');
});

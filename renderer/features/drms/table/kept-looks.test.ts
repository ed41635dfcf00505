import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { readWindow, restoreWindow } from '../../../ui/window-memory.ts';
import { keepLook, keptLook } from './kept-looks.ts';

const Columns = z.array(z.string());

beforeEach(() => restoreWindow({}));
afterEach(() => restoreWindow({}));

test('a choice is kept by table and part, and comes back with the workspace', () => {
  keepLook('mining_s', 'matrix', ['d', 'x']);
  keepLook('mining_s', 'tab', 'groups');
  keepLook('other', 'tab', 'plot');
  const kept = readWindow();
  restoreWindow({});
  expect(keptLook('mining_s', 'matrix', Columns)).toBeNull();
  restoreWindow(kept);
  expect(keptLook('mining_s', 'matrix', Columns)).toEqual(['d', 'x']);
  expect(keptLook('other', 'tab', z.string())).toBe('plot');
});

test('what this version does not know is no choice', () => {
  keepLook('s', 'matrix', { columns: 3 });
  expect(keptLook('s', 'matrix', Columns)).toBeNull();
  restoreWindow({ looks: { s: 'nothing' } });
  expect(keptLook('s', 'matrix', Columns)).toBeNull();
});

test('tables that were not looked at for long are forgotten', () => {
  for (let number = 0; number < 60; number++) keepLook(`table ${number}`, 'tab', 'plot');
  expect(keptLook('table 0', 'tab', z.string())).toBeNull();
  expect(keptLook('table 59', 'tab', z.string())).toBe('plot');
});

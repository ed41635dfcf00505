import { expect, test } from 'vitest';
import { containsWords } from './contains-words.ts';

test('all words must occur, in any order and case', () => {
  expect(containsWords('Export hmi.sharp_cea_720s', 'SHARP export')).toBe(true);
  expect(containsWords('Export hmi.sharp_cea_720s', 'sharp import')).toBe(false);
  expect(containsWords('anything', '  ')).toBe(true);
});

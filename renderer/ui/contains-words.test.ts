import { expect, test } from 'vitest';
import { containsWords } from './contains-words.ts';

test('all words must occur, in any order and case', () => {
  expect(containsWords('Export hmi.sharp_cea_720s', 'SHARP export')).toBe(true);
  expect(containsWords('Export hmi.sharp_cea_720s', 'sharp import')).toBe(false);
  expect(containsWords('anything', '  ')).toBe(true);
});

test('accents, special letters and hyphens do not count', () => {
  expect(containsWords('µc-Si:H SC variation', 'uc-si')).toBe(true);
  expect(containsWords('Größe SiH₄', 'grosse sih4')).toBe(true);
  expect(containsWords('14S-005', '14s005')).toBe(true);
  expect(containsWords('E-mail address', 'email')).toBe(true);
  expect(containsWords('14S-005', '14s-006')).toBe(false);
});

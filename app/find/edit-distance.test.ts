import { expect, test } from 'vitest';
import { prefixDistance } from './edit-distance.ts';

test('counts changes until the word begins as it was typed', () => {
  expect(prefixDistance('raman', 'raman', 2)).toBe(0);
  expect(prefixDistance('conduct', 'conductivity', 2)).toBe(0);
  expect(prefixDistance('ramna', 'raman', 2)).toBe(1);
  expect(prefixDistance('conductvity', 'conductivity', 2)).toBe(1);
  expect(prefixDistance('thicness', 'thickness', 2)).toBe(1);
  expect(prefixDistance('zink', 'zinc', 1)).toBe(1);
});

test('gives up beyond the most that is allowed', () => {
  expect(prefixDistance('silane', 'hydrogen', 2)).toBe(3);
  expect(prefixDistance('abcd', '', 1)).toBe(2);
});

import { expect, test } from 'vitest';
import { secondsOf } from './run-words.ts';

test('what took no time that is worth a number is not said to take none', () => {
  expect([3, 9.9, 10, 1234].map(secondsOf)).toEqual(['< 0.01 s', '< 0.01 s', '0.01 s', '1.23 s']);
});

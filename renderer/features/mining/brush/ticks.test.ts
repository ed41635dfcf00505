import { expect, test } from 'vitest';
import { ticksBetween } from './ticks.ts';

test.each([
  [0, 10, 5, ['0', '2', '4', '6', '8', '10']],
  [-0.3, 0.35, 3, ['−0.2', '0.0', '0.2']],
  [985, 1044, 3, ['1000', '1020', '1040']],
  [0, 3e-8, 3, ['0', '1e−8', '2e−8', '3e−8']],
  [5, 5, 4, []],
])('from %s to %s about %s', (from, to, wished, labels) => {
  expect(ticksBetween(from, to, wished).map(({ label }) => label)).toEqual(labels);
});

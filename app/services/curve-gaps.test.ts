import { expect, test } from 'vitest';
import { withGaps } from './curve-gaps.ts';

const curve = (...x: number[]) => ({ x: Float64Array.from(x), y: Float64Array.from(x, (value) => value * 10) });

test('a stretch without records gets a point without value', () => {
  const open = withGaps(curve(0, 1, 2, 3, 20, 21));
  expect([...open.x]).toEqual([0, 1, 2, 3, 11.5, 20, 21]);
  expect([...open.y]).toEqual([0, 10, 20, 30, Number.NaN, 200, 210]);
});

test.each([
  ['even steps', curve(0, 45, 90, 135)],
  ['slots of which one is left out', curve(0, 1, 3, 4)],
  ['x that goes back', curve(0, 1, 2, 1, 50)],
  ['x that is not known everywhere', curve(0, 1, Number.NaN, 2, 50)],
  ['one point', curve(3)],
  ['none', curve()],
  ['always the same x', curve(2, 2, 2)],
])('%s stay as they are', (_, one) => {
  expect(withGaps(one)).toBe(one);
});

import { expect, test } from 'vitest';
import { curveTones } from './curve-tones.ts';

const curve = (x: number[], y: number[]) => ({
  ...{ sampleName: 'S', x: Float64Array.from(x), y: Float64Array.from(y), drawnOf: x.length },
});

test('a curve is heard from left to right, large values high, equal ratios as equal steps on a logarithmic axis', () => {
  const tones = curveTones(curve([3, 1, 2], [1e-6, 1e-2, 1e-4]), true);
  expect(tones.map(({ atS, pan }) => [atS, pan])).toEqual([
    [0, -1],
    [1.5, 0],
    [3, 1],
  ]);
  const [high = 0, middle = 0, low = 0] = tones.map(({ frequencyHz }) => frequencyHz);
  expect([high, low]).toEqual([1100, 200]);
  expect(high / middle).toBeCloseTo(middle / low, 6);
});

test('what has no place on the axis is not heard', () => {
  expect(curveTones(curve([1, 2, 3], [Number.NaN, -1, 5]), true)).toHaveLength(1);
  expect(curveTones(curve([1, 2, 3], [Number.NaN, -1, 5]), false)).toHaveLength(2);
  expect(curveTones(curve([], []), true)).toEqual([]);
});

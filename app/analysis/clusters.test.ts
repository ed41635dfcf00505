import { expect, test } from 'vitest';
import { findClusters } from './clusters.ts';
import { findComponents } from './components.ts';

/** Three heaps of 30, 20 and 10 rows; the second column has a thousand times the size of the first. */
function heaps(): Float64Array[] {
  const near = (row: number): number => Math.sin(row * 12.9) / 10;
  const heap = (row: number): number => (row < 30 ? 0 : row < 50 ? 4 : 8);
  const first = Float64Array.from({ length: 60 }, (_, row) => heap(row) + near(row));
  const second = Float64Array.from({ length: 60 }, (_, row) => 1000 * (heap(row) * 2 + near(row + 100)));
  return [first, second];
}
const wish = { k: 3, standardised: true, seed: 1 };

test('heaps are found, the largest first, with their centres in the units of the columns', () => {
  const found = findClusters(heaps(), wish);
  if ('problem' in found) throw new Error(found.problem);
  expect(found.sizes).toEqual([30, 20, 10]);
  expect(found.centres[1]?.[0]).toBeCloseTo(4, 0);
  expect((found.centres[2]?.[1] ?? 0) / 1000).toBeCloseTo(16, 0);
  expect(Array.from(found.labels.subarray(28, 32))).toEqual([1, 1, 2, 2]);
  expect(found.explained).toBeGreaterThan(0.99);
  expect(findClusters(heaps(), wish)).toEqual(found);
});

test('a row with a gap is in no cluster, and too few or equal rows are said', () => {
  const [first = new Float64Array(), second = new Float64Array()] = heaps();
  first[5] = Number.NaN;
  expect(findClusters([first, second], wish)).toMatchObject({ rows: 59, sizes: [29, 20, 10] });
  expect(findClusters([Float64Array.of(1, 1, 2), Float64Array.of(1, 1, 2)], wish)).toEqual({
    ...{ problem: 'few-rows', rows: 3 },
  });
  const flat = Float64Array.from({ length: 4 }, () => 7);
  expect(findClusters([Float64Array.of(1, 2, 3, 4), flat], wish)).toEqual({ problem: 'equal', column: 1 });
});

test('components: shares of the variance, weights, and scores with the gaps of their rows', () => {
  const x = Float64Array.from({ length: 50 }, (_, row) => row);
  const y = x.map((value, row) => -3 * value + Math.sin(row));
  y[7] = Number.NaN;
  const found = findComponents([x, y], { standardised: true, count: 2 });
  if ('problem' in found) throw new Error(found.problem);
  expect(found.rows).toBe(49);
  expect(found.explained[0]).toBeGreaterThan(0.99);
  expect((found.explained[0] ?? 0) + (found.explained[1] ?? 0)).toBeCloseTo(1, 10);
  expect(found.loadings[0]?.map(Math.abs)).toEqual([expect.closeTo(Math.SQRT1_2, 6), expect.closeTo(Math.SQRT1_2, 6)]);
  expect(Math.sign((found.loadings[0]?.[0] ?? 0) * (found.loadings[0]?.[1] ?? 0))).toBe(-1);
  expect(found.scores[0]?.[7]).toBeNaN();
  const scores = found.scores[0]?.filter(Number.isFinite) ?? new Float64Array();
  expect(scores.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 8);
  expect(findComponents([Float64Array.of(1, 2), Float64Array.of(1, 2)], { standardised: true, count: 1 })).toEqual({
    ...{ problem: 'few-rows', rows: 2 },
  });
});

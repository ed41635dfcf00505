import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimate, indexCurve } from './decimate.ts';

const y = fc.oneof(
  { weight: 9, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
);
const orders = {
  ascending: (x: number[]) => x.toSorted((a, b) => a - b),
  descending: (x: number[]) => x.toSorted((a, b) => b - a),
  none: (x: number[]) => x,
};

describe.each(Object.entries(orders))('thinning out, x in order: %s', (_name, arrange) => {
  test('extremes inside the window survive, and no point is invented', () => {
    const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 100_000 }), y), { minLength: 1, maxLength: 5000 });
    const window = fc.tuple(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 100_000 }));
    fc.assert(
      fc.property(points, window, fc.integer({ min: 8, max: 200 }), (pairs, [a, b], maxPoints) => {
        const xs = Float64Array.from(arrange(pairs.map(([x]) => x)));
        const ys = Float64Array.from(pairs.map(([, value]) => value));
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const thin = decimate(indexCurve(xs, ys), from, to, maxPoints);
        const inside = [...ys].filter(
          (value, index) => Number.isFinite(value) && (xs[index] ?? 0) >= from && (xs[index] ?? 0) <= to,
        );
        const all = new Set(Array.from(xs, (value, index) => `${value} ${ys[index]}`));
        expect(thin.x.length).toBeLessThanOrEqual(maxPoints + 2);
        for (const [index, value] of thin.x.entries()) expect(all.has(`${value} ${thin.y[index]}`)).toBe(true);
        if (inside.length > 0) {
          const kept = [...thin.y].filter(
            (value, index) => Number.isFinite(value) && (thin.x[index] ?? 0) >= from && (thin.x[index] ?? 0) <= to,
          );
          expect([Math.min(...kept), Math.max(...kept)]).toEqual([Math.min(...inside), Math.max(...inside)]);
        }
      }),
      { numRuns: 150 },
    );
  });
});

test('few points are given as they are, with the count of those inside', () => {
  const curve = indexCurve(Float64Array.from([1, 2, 3, 4, 5]), Float64Array.from([5, 4, 3, 2, 1]));
  expect(decimate(curve, 2, 4, 100)).toEqual({
    x: Float64Array.from([1, 2, 3, 4, 5]),
    y: Float64Array.from([5, 4, 3, 2, 1]),
    of: 3,
  });
});

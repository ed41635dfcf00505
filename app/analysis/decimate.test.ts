import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indexCurve } from './curve-index.ts';
import { decimate } from './decimate.ts';

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
    rows: Int32Array.of(0, 1, 2, 3, 4),
    of: 3,
  });
});

test('a gap wider than a part stays open', () => {
  const x = Float64Array.from({ length: 1000 }, (_, index) => index);
  const thin = decimate(
    indexCurve(
      x,
      x.map((value) => (value > 300 && value < 700 ? Number.NaN : value)),
    ),
    null,
    null,
    40,
  );
  expect(thin.x.some((value, index) => value > 300 && value < 700 && Number.isNaN(thin.y[index] ?? 0))).toBe(true);
});

test('a sweep with noise in x gives the extremes of each part, as found point by point', () => {
  const x = Float64Array.from({ length: 50_000 }, (_, index) => index + 3 * Math.sin(index * 7));
  const y = x.map((_, index) => Math.sin(index * 0.37) + index / 1e4);
  const [from, to, parts] = [100.5, 49_000.5, 6];
  const inside = [...x.keys()].filter((index) => (x[index] ?? 0) >= from && (x[index] ?? 0) <= to);
  const places = inside.map((index) => x[index] ?? 0);
  const [left, right] = [Math.min(...places), Math.max(...places)];
  const extremes = Array.from({ length: parts }, (_, part) => {
    const partOf = (index: number): number =>
      Math.min(parts - 1, Math.floor((((x[index] ?? 0) - left) / (right - left)) * parts));
    const values = inside.filter((index) => partOf(index) === part).map((index) => y[index] ?? 0);
    return [Math.min(...values), Math.max(...values)];
  }).flat();
  const thin = decimate(indexCurve(x, y), from, to, 2 * parts);
  expect([...thin.y].toSorted()).toEqual(extremes.toSorted());
  expect(thin.of).toBe(inside.length);
});

import { expect, test } from 'vitest';
import { type LineFit, leastSquares, mostRobustRows, type NoLine, theilSen } from './line-fit.ts';

const x = Float64Array.of(1, 2, 3, 4, 5);
const y = Float64Array.of(2.2, 2.8, 4.5, 3.7, 5.5);

function fitted(fit: LineFit | NoLine): LineFit {
  if ('problem' in fit) throw new Error(fit.problem);
  return fit;
}

test('least squares: line, errors and band as statistics programs give them', () => {
  const fit = fitted(leastSquares(x, y, 0.95));
  expect(fit.slope).toBeCloseTo(0.75, 12);
  expect(fit.intercept).toBeCloseTo(1.49, 12);
  expect(fit.scatter).toBeCloseTo(0.660051, 5);
  expect(fit.slopeStderr).toBeCloseTo(0.208726, 5);
  expect(fit.interceptStderr).toBeCloseTo(0.692267, 5);
  expect(fit.p).toBeCloseTo(0.0369, 4);
  expect(fit.slopeTo - fit.slope).toBeCloseTo(3.182446 * 0.208727, 4);
  const { band } = fit;
  const middle = band.x.indexOf(3);
  expect((band.upper[middle] ?? 0) - 3.74).toBeCloseTo(0.939405, 4);
  expect(band.x.at(0)).toBe(1);
  expect(band.x.at(-1)).toBe(5);
  const wider = fitted(leastSquares(x, y, 0.99)).band;
  expect(wider.upper[0]).toBeGreaterThan(band.upper[0] ?? 0);
});

test('a robust line does not follow one row far off, and its limits hold the slope', () => {
  const xs = Float64Array.from({ length: 40 }, (_, row) => row);
  const ys = xs.map((value, row) => (row === 39 ? -500 : 2 * value + 1 + Math.sin(row * 7) / 10));
  const robust = fitted(theilSen(xs, ys, 0.95));
  expect(robust.slope).toBeCloseTo(2, 1);
  expect(fitted(leastSquares(xs, ys, 0.95)).slope).toBeLessThan(1.5);
  expect(robust.slopeFrom).toBeLessThanOrEqual(2);
  expect(robust.slopeTo).toBeGreaterThan(robust.slope);
  expect(robust.slopeStderr).toBeNull();
});

test('of many rows a robust line takes some, and says how many', () => {
  const xs = Float64Array.from({ length: 5000 }, (_, row) => row);
  const robust = fitted(theilSen(xs, xs, 0.95));
  expect(robust).toMatchObject({ count: 5000, used: mostRobustRows, slope: 1 });
  expect(robust.band.x.at(-1)).toBe(4999);
});

test.each([leastSquares, theilSen])('gaps are left out, and no line is said to be none', (lineThrough) => {
  expect(
    lineThrough(Float64Array.of(1, Number.NaN, 3, 4), Float64Array.of(1, 2, 3, Number.POSITIVE_INFINITY), 0.95),
  ).toEqual({
    ...{ problem: 'few-rows', count: 2 },
  });
  expect(lineThrough(Float64Array.of(7, 7, 7), Float64Array.of(1, 2, 3), 0.95)).toEqual({
    problem: 'equal-x',
    count: 3,
  });
});

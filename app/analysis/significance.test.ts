import { expect, test } from 'vitest';
import { correlationP, holm, tQuantile } from './significance.ts';

test('probabilities of correlations are those of tables of the t distribution', () => {
  expect(correlationP(0.5, 10)).toBeCloseTo(0.14111, 5);
  expect(correlationP(-0.9, 20)).toBeCloseTo(correlationP(0.9, 20) ?? 0, 15);
  // As far out as that, one less the share below would be 0.
  expect(correlationP(0.99, 60)).toBeGreaterThan(0);
  expect(correlationP(0.99, 60)).toBeLessThan(1e-45);
  expect(correlationP(1, 12)).toBe(0);
  expect(correlationP(0, 12)).toBe(1);
  expect(correlationP(0.9, 2)).toBeNull();
});

test('of many rows they go over into those of the normal distribution without a step', () => {
  expect(correlationP(0.01, 50_000)).toBeCloseTo(0.02535, 4);
  const [before, behind] = [correlationP(0.03, 5002) ?? 0, correlationP(0.03, 5003) ?? 0];
  expect(Math.abs(before / behind - 1)).toBeLessThan(0.01);
});

test('the quantile of t', () => {
  expect(tQuantile(0.95, 10)).toBeCloseTo(2.228139, 5);
  expect(tQuantile(0.99, 3)).toBeCloseTo(5.840909, 4);
});

test('many tests at once: the smallest is multiplied by all of them, and the order stays', () => {
  expect(holm([0.01, 0.04, null, 0.03])).toEqual([0.03, 0.06, null, 0.06]);
  expect(holm([0.5, 0.9])).toEqual([1, 1]);
  expect(holm([])).toEqual([]);
});

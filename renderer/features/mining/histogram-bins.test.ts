import { expect, test } from 'vitest';
import { binsOf, endsOf, markedIn, usualBinCount } from './histogram-bins.ts';

test('each number lies in one bin, the greatest in the last; gaps in none', () => {
  const values = Float64Array.of(0, 1, 2.5, 10, Number.NaN, 9.9);
  const bins = binsOf(values, 5);
  expect([...bins.counts]).toEqual([2, 1, 0, 0, 2]);
  expect(bins.rows).toBe(5);
  expect(endsOf(bins, 4)).toEqual([8, 10]);
  expect([...markedIn(bins, values, Uint8Array.of(0, 1, 0, 1, 1, 0))]).toEqual([1, 0, 0, 0, 1]);
});

test('equal values are one bin, and none is none', () => {
  expect([...binsOf(Float64Array.of(7, 7), 10).counts]).toEqual([2]);
  expect(binsOf(Float64Array.of(Number.NaN), 10)).toMatchObject({ rows: 0 });
});

test('more rows have more bins, within what can be seen', () => {
  const many = Float64Array.from({ length: 50_000 }, (_, row) => Math.sin(row));
  expect(usualBinCount(many)).toBeGreaterThan(usualBinCount(many.subarray(0, 50)));
  expect(usualBinCount(Float64Array.of(1, 1, 1))).toBe(5);
  expect(usualBinCount(Float64Array.of(...many.subarray(0, 500), 1e9))).toBe(100);
});

import { expect, test } from 'vitest';
import { fitsExpected } from '../../testing/fits-fixtures.ts';
import { percentileLimits, zscaleLimits } from './limits.ts';
import { stretchOf } from './stretch.ts';

/** Values of the case that is too large for a file, by the formula of make-fixtures.py. */
function bigValues(): number[] {
  return Array.from({ length: 200 * 300 }, (_, index) => {
    const [x, y] = [index % 300, Math.floor(index / 300)];
    return Math.round(((x * 7919 + y * 104_729) % 1009) ** 2 / 10) / 100;
  });
}

test.each(fitsExpected.zscale)('zscale of $name is that of astropy', ({ values, low, high }) => {
  const found = zscaleLimits(Float64Array.from(values ?? bigValues()));
  expect(found.low).toBeCloseTo(low, 6);
  expect(found.high).toBeCloseTo(high, 6);
});

test.each(fitsExpected.percentiles)('$percent % of $name are those of astropy', ({ name, percent, low, high }) => {
  const values = fitsExpected.zscale.find((one) => one.name === name)?.values ?? bigValues();
  const found = percentileLimits(Float64Array.from(values).sort(), percent);
  expect(found.low).toBeCloseTo(low, 6);
  expect(found.high).toBeCloseTo(high, 6);
});

test.each(fitsExpected.stretches)('stretch $name is that of astropy', ({ name, at, values }) => {
  for (const [index, share] of at.entries())
    expect(stretchOf(name, share)).toBeCloseTo(values[index] ?? Number.NaN, 12);
});

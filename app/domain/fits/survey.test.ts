import { expect, test } from 'vitest';
import { fitsExpected } from '../../testing/fits-fixtures.ts';
import { binPixels, surveyPixels } from './survey.ts';

const plain = { scale: 1, zero: 0, blank: undefined };

test('extremes, mean and limits of the values that are there, in their unit', () => {
  const values = Int16Array.from([1, 2, -9, 3, 4]);
  expect(surveyPixels({ values, scale: -2, zero: 10, blank: -9 })).toMatchObject({
    ...{ count: 4, missing: 1, min: 2, max: 8, mean: 5 },
  });
});

test('neither NaN nor infinite values count', () => {
  const values = Float32Array.from([1, Number.NaN, Number.POSITIVE_INFINITY, 3]);
  expect(surveyPixels({ ...plain, values })).toMatchObject({ count: 2, missing: 2, min: 1, max: 3 });
  expect(surveyPixels({ ...plain, values: Float32Array.of(Number.NaN) })).toBeNull();
});

test.each(fitsExpected.zscale.filter(({ values }) => values !== undefined))(
  'zscale of $name is that of astropy, also with missing pixels between',
  ({ values = [], low, high }) => {
    const spread = Float64Array.from(values.flatMap((value) => [Number.NaN, value]));
    const survey = surveyPixels({ ...plain, values: spread });
    expect(survey?.zscale.low).toBeCloseTo(low, 6);
    expect(survey?.zscale.high).toBeCloseTo(high, 6);
  },
);

test('percentiles of a large picture come from a sample that stands for all', () => {
  const values = Float32Array.from({ length: 1_000_000 }, (_, index) => ((index * 7919) % 1_000_003) / 1000);
  const wide = surveyPixels({ ...plain, values })?.percentiles.find(({ percent }) => percent === 90);
  expect(wide?.low).toBeCloseTo(50, -1);
  expect(wide?.high).toBeCloseTo(950, -1);
});

test('averages leave out what has no value, and cells at the edge hold fewer pixels', () => {
  const values = Int16Array.from([1, 3, 5, -1, -1, 7, 2, 4, 6]);
  const binned = binPixels({ ...plain, values, blank: -1 }, 3, { x: 0, y: 0, width: 3, height: 3 }, 2);
  expect([...binned]).toEqual([2, 6, 3, 6]);
  const empty = binPixels({ ...plain, values, blank: -1 }, 3, { x: 0, y: 1, width: 2, height: 1 }, 2);
  expect([...empty]).toEqual([Number.NaN]);
});

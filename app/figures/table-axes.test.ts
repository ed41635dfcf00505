import { expect, test } from 'vitest';
import { axesOf, axisOf } from './table-axes.ts';

const [gauss, speed, none] = [{ unit: 'Gauss' }, { unit: 'm/s' }, { unit: null }];

test('curves with one unit share an axis, a second unit has its own, a third has none', () => {
  const two = axesOf([gauss, gauss, speed]);
  expect([gauss, speed, none].map((column) => axisOf(two, column))).toEqual(['y', 'y2', null]);
  const one = axesOf([none]);
  expect([none, gauss].map((column) => axisOf(one, column))).toEqual(['y', 'y2']);
});

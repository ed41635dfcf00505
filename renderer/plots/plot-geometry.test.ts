import { expect, test } from 'vitest';
import { isInside, isReversed, type PlotGeometry, pixelToX, xToPixel, yToPixel, zoomed } from './plot-geometry.ts';

const geometry: PlotGeometry = { left: 60, top: 10, width: 200, height: 100, x: [2, 4], y: [-8, -4], yIsLog: true };

test('values and pixels of the x axis belong to each other', () => {
  expect(xToPixel(geometry, 3)).toBe(160);
  expect(pixelToX(geometry, 160)).toBe(3);
});

test('a logarithmic axis counts in powers of ten from the bottom', () => {
  expect(yToPixel(geometry, 1e-8)).toBe(110);
  expect(yToPixel(geometry, 1e-4)).toBe(10);
  expect(yToPixel(geometry, -1)).toBeNaN();
  expect(yToPixel({ ...geometry, yIsLog: false, y: [0, 10] }, 5)).toBe(60);
});

test('a point that a logarithm cannot show is outside', () => {
  expect(isInside(geometry, 160, yToPixel(geometry, -1))).toBe(false);
  expect(isInside(geometry, 160, 60)).toBe(true);
  expect(isInside(geometry, 20, 60)).toBe(false);
});

test('an axis may run from large to small', () => {
  const turned = { ...geometry, x: [4, 2], y: [-4, -8] } as const;
  expect(xToPixel(turned, 2)).toBe(260);
  expect(pixelToX(turned, 260)).toBe(2);
  expect(yToPixel(turned, 1e-8)).toBe(10);
  expect(zoomed(turned, 2)).toEqual(zoomed(geometry, 2));
  expect([isReversed(turned), isReversed(geometry), isReversed(null)]).toEqual([true, false, false]);
});

test('zooming keeps the centre', () => {
  expect(zoomed(geometry, 2)).toEqual({ x: [2.5, 3.5], y: [-7, -5] });
  expect(zoomed(geometry, 0.5)).toEqual({ x: [1, 5], y: [-10, -2] });
});

import { expect, test } from 'vitest';
import { RowSet } from '../../../../app/domain/row-set.ts';
import { Brush } from './brush.ts';
import { colour, drawAll, drawMarked, extentOf, pixelsOf } from './pixels.ts';

const x = Float64Array.of(0, 1, 2, 3, Number.NaN);
const y = Float64Array.of(0, 10, 20, 30, 5);

test('a box marks what lies in it, whoever listens is told, and rows of the grid are marked by their places', () => {
  const brush = new Brush(Uint32Array.of(4, 7, 9, 11, 12));
  let told = 0;
  const leave = brush.subscribe(() => {
    told += 1;
  });
  brush.markBox(x, y, { x: [1, 5], y: [0, 20] });
  expect([...brush.marked]).toEqual([0, 1, 1, 0, 0]);
  const selected = new RowSet(20);
  selected.set(11, true);
  selected.set(12, true);
  selected.set(13, true);
  brush.markRows(selected);
  expect([...brush.marked]).toEqual([0, 0, 0, 1, 1]);
  expect(brush.count).toBe(2);
  leave();
  brush.markRows(new RowSet(20));
  expect(told).toBe(2);
});

test('points become pixels: gaps none, spots of several fuller, marked ones over all', () => {
  const [width, height] = [10, 10];
  const scale = { from: 0, to: 4, length: width };
  const pixels = pixelsOf(x, y, scale, { from: -1, to: 31, length: height });
  expect(pixels[4]).toBe(-1);
  expect((pixels[0] ?? 0) % width).toBe(0);
  const target = new Uint32Array(width * height);
  drawAll(target, { pixels, width, height, size: 1 }, [1, 2, 3]);
  expect(target[pixels[1] ?? 0]).toBe(colour([1, 2, 3], 255));
  expect(target.filter((value) => value !== 0)).toHaveLength(4);
  drawMarked(target, { pixels, width, height, size: 3 }, Uint8Array.of(0, 1, 0, 0, 1), [9, 9, 9]);
  expect(target.filter((value) => value === colour([9, 9, 9], 255))).toHaveLength(9);
});

test('an axis has room at both ends, also where all values are equal or none is finite', () => {
  expect(extentOf(Float64Array.of(0, 100, Number.NaN))).toEqual({ from: -4, to: 104 });
  const { from, to } = extentOf(Float64Array.of(5, 5));
  expect(from).toBeLessThan(5);
  expect(to).toBeGreaterThan(5);
  expect(extentOf(Float64Array.of(Number.NaN))).toEqual({ from: 0, to: 1 });
});

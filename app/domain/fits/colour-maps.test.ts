import { expect, test } from 'vitest';
import { colourAt, colourMapOf, colourMaps, colourTable, paint } from './colour-maps.ts';

/** Perceived lightness of a colour, 0 to 1 (sRGB, weights of BT.709). */
function lightness(rgb: readonly number[]): number {
  const linear = rgb.map((channel) => (channel / 255) ** 2.2);
  return Math.cbrt(0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0));
}

test.each(colourMaps.filter(({ isSigned }) => !isSigned))('$name goes one way from dark to light', (map) => {
  const steps = Array.from({ length: 65 }, (_, step) => lightness(colourAt(map, step / 64)));
  const rises = steps.slice(1).map((value, index) => value - (steps[index] ?? 0));
  const sign = Math.sign((steps[64] ?? 0) - (steps[0] ?? 0));
  expect(rises.every((rise) => rise * sign > 0)).toBe(true);
});

test('the signed map is as dark on both sides of zero', () => {
  const map = colourMapOf('signed');
  for (const share of [0, 1 / 6, 2 / 6])
    expect(Math.abs(lightness(colourAt(map, share)) - lightness(colourAt(map, 1 - share)))).toBeLessThan(0.06);
});

test('values are painted between the limits, and those that are none stay transparent', () => {
  const target = new Uint32Array(5);
  const table = colourTable(colourMapOf('gray'), 'linear');
  paint(new Float32Array([-5, 0, 10, 50, Number.NaN]), { low: 0, high: 10 }, table, target);
  expect([...target]).toEqual([0xff000000, 0xff000000, 0xffffffff, 0xffffffff, 0]);
});

test('a signed map has zero in its middle under every stretch', () => {
  const table = colourTable(colourMapOf('signed'), 'log');
  const target = new Uint32Array(1);
  paint(new Float32Array([0]), { low: -100, high: 100 }, table, target);
  expect((target[0] ?? 0) & 0xffffff).toBe(0xf7f7f7);
});

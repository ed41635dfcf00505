import { float64, tableFromArrays, tableToIPC, uint16 } from '@uwdata/flechette';
import { expect, test } from 'vitest';
import { decodeFigureCurves } from './figure-curves.ts';

function encode(columns: { curve: number[]; x: number[]; y: number[] }): Uint8Array {
  const table = tableFromArrays(columns, { types: { curve: uint16(), x: float64(), y: float64() } });
  const bytes = tableToIPC(table, {});
  if (bytes === null) throw new Error('nothing encoded');
  return bytes;
}

test('rows are split by curve, a curve without points is left out', () => {
  const bytes = encode({ curve: [0, 0, 2], x: [1, 2, 3], y: [10, Number.NaN, 30] });
  const curves = decodeFigureCurves(bytes, ['A', 'B', 'C']);
  expect(curves.map((curve) => [curve.sampleName, [...curve.x], [...curve.y]])).toEqual([
    ['A', [1, 2], [10, Number.NaN]],
    ['C', [3], [30]],
  ]);
});

test('no points at all are no curves', () => {
  expect(decodeFigureCurves(encode({ curve: [], x: [], y: [] }), ['A'])).toEqual([]);
});

test('a curve of no known sample is refused', () => {
  expect(() => decodeFigureCurves(encode({ curve: [4], x: [1], y: [1] }), ['A'])).toThrow('unknown sample');
});

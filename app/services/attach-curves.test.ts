import { expect, test } from 'vitest';
import type { LineFit } from '../contract/mining.ts';
import {
  type CurveFacts,
  columnsOfCurves,
  curveTable,
  factsOf,
  proposedCurveColumns,
  quotientUnit,
} from './attach-curves.ts';

const fit: LineFit = {
  ...{ count: 27, used: 27, slope: 0.0123456789, intercept: -3.21, slopeStderr: 0.00042, interceptStderr: 0.05 },
  ...{ scatter: 0.1, p: 1.2345e-9, slopeFrom: 0.0115, slopeTo: 0.0132, band: { x: [], lower: [], upper: [] } },
};
const curve = (changes: Partial<CurveFacts> = {}): CurveFacts => ({
  ...{ name: 'Ea', unit: 'eV', points: 27, mean: 1 / 3, min: 0.1, max: 12_345_678, line: null },
  ...changes,
});

test('units stand in the headings where all curves have the same', () => {
  expect(curveTable([curve(), curve({ name: 'Eb' })], ['curve', 'points', 'mean', 'max'])).toEqual({
    headings: ['curve', 'points', 'mean/eV', 'max/eV'],
    rows: [
      ['Ea', '27', '0.333333', '12345700'],
      ['Eb', '27', '0.333333', '12345700'],
    ],
  });
});

test('and beside the numbers where they differ, or one curve has none', () => {
  const plain = curve({ name: 'n', unit: null, mean: 2 });
  expect(curveTable([curve(), curve({ name: 'd', unit: 'nm', mean: 250 })], ['mean']).rows).toEqual([
    ['0.333333 eV'],
    ['250 nm'],
  ]);
  expect(curveTable([curve(), plain], ['mean'])).toEqual({ headings: ['mean'], rows: [['0.333333 eV'], ['2']] });
});

test('a line has as many digits as its standard error allows, and the unit of its slope', () => {
  const line = { fit, slopeUnit: quotientUnit('eV', 'nm') };
  expect(curveTable([curve({ line })], ['slope', 'slope-stderr', 'slope-from', 'intercept', 'p'])).toEqual({
    headings: ['slope/(eV/nm)', 'standard error of slope/(eV/nm)', 'slope from/(eV/nm)', 'intercept/eV', 'p'],
    rows: [['0.01235', '0.00042', '0.0115', '-3.21', '1.2e-9']],
  });
  expect(quotientUnit(null, 'S/cm')).toBe('1/(S/cm)');
  expect(quotientUnit('eV', null)).toBe('eV');
});

test('columns of a line are there with a line, of a robust one without standard errors', () => {
  expect(columnsOfCurves(null)).not.toContain('slope');
  expect(columnsOfCurves({ method: 'theil-sen', level: 0.95 })).not.toContain('slope-stderr');
  for (const method of ['least squares', 'theil-sen'] as const)
    for (const column of proposedCurveColumns({ method, level: 0.9 }))
      expect(columnsOfCurves({ method, level: 0.9 })).toContain(column);
});

test('gaps and what is not seen do not count; without points there are no numbers', () => {
  const of = { name: 'y', unit: null, x: Float64Array.of(1, 2, 3, 4), y: Float64Array.of(10, Number.NaN, 30, 40) };
  expect(factsOf(of, { x: null, y: null })).toMatchObject({ points: 3, min: 10, max: 40 });
  expect(factsOf(of, { x: [2, 4], y: [0, 35] })).toMatchObject({ points: 1, mean: 30 });
  const none = factsOf(of, { x: [8, 9], y: null });
  expect(curveTable([{ ...none, line: null }], ['points', 'mean']).rows).toEqual([['0', '']]);
});

import { expect, test } from 'vitest';
import { fitLimits, movedEdge, rangeInWords, withEdge } from './fit-range.ts';

const range = { minInverseKelvin: 2.35, maxInverseKelvin: 3.3 };
const limits = { minInverseKelvin: 2.2, maxInverseKelvin: 5 };

test('an edge stops on hundredths', () => {
  expect(withEdge(range, 'minInverseKelvin', 2.5049, limits)).toEqual({ ...range, minInverseKelvin: 2.5 });
  expect(movedEdge(range, 'maxInverseKelvin', -1, limits)).toEqual({ ...range, maxInverseKelvin: 3.29 });
});

test('an edge passes neither the data nor the other edge', () => {
  expect(withEdge(range, 'minInverseKelvin', 1, limits).minInverseKelvin).toBe(2.2);
  expect(withEdge(range, 'minInverseKelvin', 4, limits).minInverseKelvin).toBe(3.25);
  expect(withEdge(range, 'maxInverseKelvin', 9, limits).maxInverseKelvin).toBe(5);
  expect(withEdge(range, 'maxInverseKelvin', 0, limits).maxInverseKelvin).toBe(2.4);
});

test('limits are those of the curves that have data', () => {
  const without = { temperatureMinK: null, temperatureMaxK: null };
  expect(fitLimits([without, { temperatureMinK: 208, temperatureMaxK: 443 }])).toEqual({
    minInverseKelvin: 2.25,
    maxInverseKelvin: 4.81,
  });
  expect(fitLimits([without])).toBeNull();
});

test('a range is said on both scales', () => {
  expect(rangeInWords(range)).toBe('2.35–3.30 K⁻¹ (303 to 426 K)');
});

import { expect, test } from 'vitest';
import { lineInWords, probabilityInWords } from './line-words.ts';

const fit = {
  ...{ count: 27, used: 27, slope: 14.92, intercept: 3.21, slopeStderr: 0.41, interceptStderr: 0.52, scatter: 1 },
  ...{ p: 0.0021, slopeFrom: 14.1, slopeTo: 15.8, band: { x: [], lower: [], upper: [] } },
};
const words = { level: 0.95, xUnit: 'nm', yUnit: 'S/cm' };

test('a line in brackets notation, with its units, its probability and the level of its band', () => {
  expect(lineInWords(fit, words)).toBe(
    'Line: slope 14.9(4) S/cm per nm, intercept 3.2(5) S/cm, p = 0.0021. Band: 95 % confidence; brackets: one standard error.',
  );
});

test('a robust line says its limits, and of how many rows it was made', () => {
  const robust = { ...fit, slopeStderr: null, interceptStderr: null, p: null, used: 10 };
  expect(lineInWords(robust, { level: 0.99, xUnit: null, yUnit: null })).toBe(
    'Robust line (Theil–Sen): slope 14.92, from 14.10 to 15.80 with 99 % confidence, intercept 3.210. Band: these limits of the slope, about the medians. Made from 10 rows spread over them.',
  );
});

test('probabilities', () => {
  expect(probabilityInWords(0.0131)).toBe('p = 0.013');
  expect(probabilityInWords(0)).toBe('p < 10⁻³⁰⁰');
});

import { expect, test } from 'vitest';
import { quantityUnits } from './figure-details.ts';
import { errorsInWords, fromSigma, kelvinOfX, rangeOfCore, shownX, toSigma, xOfKelvin } from './figure-units.ts';

test('a conductivity and its resistivity belong to each other in every unit', () => {
  expect(quantityUnits.map((unit) => fromSigma(0.02, unit))).toEqual([0.02, 2, 50, 0.5]);
  for (const unit of quantityUnits) expect(toSigma(fromSigma(0.02, unit), unit)).toBeCloseTo(0.02, 12);
});

test('what is not positive has no resistivity', () => {
  expect([0, -1e-9].map((sigma) => fromSigma(sigma, 'Ω cm'))).toEqual([Number.NaN, Number.NaN]);
});

test('degrees are for the axis of temperature, 1000/T always counts in kelvin', () => {
  const units = { temperatureUnit: '°C', quantityUnit: 'S/cm' } as const;
  expect(shownX(300, 'linear', units)).toBeCloseTo(26.85, 9);
  expect(xOfKelvin(400, 'arrhenius', units)).toBe(2.5);
  expect(kelvinOfX(26.85, 'linear', units)).toBeCloseTo(300, 9);
  expect(rangeOfCore([0, 100], 'linear', units)).toEqual([273.15, 373.15]);
  expect(rangeOfCore([2, 3], 'arrhenius', units)).toEqual([2, 3]);
});

test('errors are told in words', () => {
  expect(errorsInWords({ sigma: { kind: 'percent', value: 5 }, kelvin: 0.5 })).toBe('± 5 % of σ, ± 0.5 K');
  expect(errorsInWords({ sigma: { kind: 'absolute', value: 1e-9 }, kelvin: null })).toBe('± 1e-9 S/cm');
  expect(errorsInWords({ sigma: { kind: 'column', column: 'dσ' }, kelvin: 1 })).toBe('± dσ of the raw data, ± 1 K');
  expect(errorsInWords(null)).toBe('');
});

import { describe, expect, test } from 'vitest';
import { boltzmannEvPerK, commonRange, fitArrhenius } from './arrhenius.ts';

const all = { minInverseKelvin: 1, maxInverseKelvin: 10 };

function curve(sigmaOf: (kelvin: number) => number, from = 200, to = 450, points = 60): [Float64Array, Float64Array] {
  const kelvin = Float64Array.from({ length: points }, (_, index) => from + ((to - from) * index) / (points - 1));
  return [kelvin, kelvin.map(sigmaOf)];
}

function lineOf(kelvin: Float64Array, sigma: Float64Array, range = all) {
  const found = fitArrhenius(kelvin, sigma, range);
  if ('reason' in found) throw new Error(found.reason);
  return found;
}

describe('Arrhenius fits', () => {
  test('an exact line gives its energy and prefactor', () => {
    const found = lineOf(...curve((kelvin) => 40 * Math.exp(-0.482 / (boltzmannEvPerK * kelvin))));
    expect(found.activationEnergyEv).toBeCloseTo(0.482, 10);
    expect(found.lnSigma0).toBeCloseTo(Math.log(40), 8);
    expect(found.sigma300 / (40 * Math.exp(-0.482 / (boltzmannEvPerK * 300)))).toBeCloseTo(1, 8);
    expect(found.curved).toBe(false);
  });

  test('errors are those of the textbook for five points', () => {
    // y = [0, 1, 1, 3, 4] over x = 2 … 6: slope 1, s² = 0.8/3, s_slope = sqrt(0.8/3/10), computed by hand.
    const x = [2, 3, 4, 5, 6];
    const kelvin = Float64Array.from(x, (value) => 1000 / value);
    const sigma = Float64Array.from([0, 1, 1, 3, 4], (value) => Math.exp(-value));
    const found = lineOf(kelvin, sigma);
    const unit = 1000 * boltzmannEvPerK;
    expect(found.activationEnergyEv / unit).toBeCloseTo(1, 12);
    expect(found.activationEnergyStderrEv / unit).toBeCloseTo(Math.sqrt(0.8 / 3 / 10), 12);
    expect(found.lnSigma0Stderr).toBeCloseTo(Math.sqrt((0.8 / 3) * (1 / 5 + 16 / 10)), 12);
    expect(found.rSquared).toBeCloseTo(1 - 0.8 / 10.8, 12);
  });

  test('only points inside the range count, the edges included; zero and negative values never', () => {
    const kelvin = Float64Array.from([400, 350, 300, 250, 200]);
    const sigma = Float64Array.from([1e-4, 0, 1e-6, -1e-7, 1e-9]);
    expect(fitArrhenius(kelvin, sigma, { minInverseKelvin: 2.5, maxInverseKelvin: 5 })).toMatchObject({ points: 3 });
    expect(fitArrhenius(kelvin, sigma, { minInverseKelvin: 2.6, maxInverseKelvin: 4 })).toMatchObject({
      reason: expect.stringContaining('Only 1'),
    });
  });

  test('a bend is noticed and a straight part proposed; noise is none', () => {
    let state = 1;
    const noise = (): number => {
      state = (state * 48271) % 2147483647;
      return 1 + 0.04 * (state / 2147483647 - 0.5);
    };
    const bent = lineOf(
      ...curve(
        (kelvin) =>
          noise() * 40 * Math.exp(-(0.6 - 8e-6 * Math.max(0, 330 - kelvin) ** 2) / (boltzmannEvPerK * kelvin)),
      ),
    );
    expect(bent.curved).toBe(true);
    expect(bent.suggestedRange?.minInverseKelvin).toBeCloseTo(2.22, 2);
    expect(lineOf(...curve((kelvin) => noise() * Math.exp(-0.5 / (boltzmannEvPerK * kelvin)))).curved).toBe(false);
  });

  test('a bent curve of very many points is fitted too', () => {
    const bent = curve(
      (kelvin) => Math.exp(-(0.6 - 4e-6 * (450 - kelvin) ** 2) / (boltzmannEvPerK * kelvin)),
      200,
      450,
      300_000,
    );
    expect(lineOf(...bent)).toMatchObject({ points: 300_000, curved: true });
  });

  test('the proposed range is the one all curves share', () => {
    const [first, second] = [curve(() => 1, 200, 400), curve(() => 1, 250, 450)];
    expect(commonRange([first, second].map(([temperatureK, sigmaSPerCm]) => ({ temperatureK, sigmaSPerCm })))).toEqual({
      minInverseKelvin: 2.5,
      maxInverseKelvin: 4,
    });
  });
});

import { describe, expect, test } from 'vitest';
import type { FormulaFit, PointErrors } from '../domain/figure-details.ts';
import { fitCurves } from './formula-curves.ts';
import {
  type CurvePoints,
  type FormulaModel,
  type FormulaResult,
  fitFormula,
  readCurveFormula,
} from './formula-fit.ts';

const count = 24;
const noise = Float64Array.from({ length: count }, (_, index) => (((index * 7919) % 13) - 6) / 100);
const kelvin = Float64Array.from({ length: count }, (_, index) => 300 + 8 * index);
const activated: CurvePoints = {
  ...{ x: kelvin, kelvin },
  sigma: kelvin.map((value, index) => 40 * Math.exp(-5500 / value) * (1 + (noise[index] ?? 0))),
};
const halves = Float64Array.from({ length: count }, (_, index) => (index + 1) / 2);
const decaying: CurvePoints = {
  ...{ x: halves, kelvin: halves },
  sigma: halves.map((value, index) => 2.5 * Math.exp(-0.8 * value) + 0.3 * (1 + (noise[index] ?? 0))),
};
const fivePercent: PointErrors = { sigma: { kind: 'percent', value: 5 }, kelvin: null };

function modelOf(formula: string): FormulaModel {
  const model = readCurveFormula(formula);
  if ('message' in model) throw new Error(model.message);
  return model;
}

function fitted(
  formula: string,
  points: CurvePoints,
  wish: Partial<Pick<FormulaFit, 'start' | 'weight'>>,
  errors: PointErrors | null = null,
): FormulaResult {
  const result = fitFormula(modelOf(formula), points, { start: {}, weight: 'equal', ...wish }, errors);
  if ('reason' in result) throw new Error(result.reason);
  return result;
}

/** To a share of the expected value. */
function expectNear(found: readonly number[], expected: readonly number[], share: number): void {
  expect(found).toHaveLength(expected.length);
  for (const [index, value] of found.entries())
    expect(Math.abs(value / (expected[index] ?? Number.NaN) - 1)).toBeLessThan(share);
}

// Values and covariances of scipy.optimize.curve_fit 1.17.1 for the same points, with ftol = xtol = gtol = 1e-15.
describe('fits are those of SciPy', () => {
  const start = { a: 1, b: 4000 };

  test('weighted by size', () => {
    const { values, covariance, reducedChiSquared, stderrs } = fitted('a * exp(-b / x)', activated, {
      ...{ start, weight: 'relative' },
    });
    expectNear(values, [41.40360993, 5515.556001], 1e-5);
    expectNear(covariance.flat(), [4.957292253, 45.0229395, 45.0229395, 417.621411], 1e-4);
    expectNear(stderrs, [Math.sqrt(4.957292253), Math.sqrt(417.621411)], 1e-4);
    expectNear([reducedChiSquared], [0.0014465149], 1e-6);
  });

  test('all points alike', () => {
    const { values, covariance, reducedChiSquared, rSquared } = fitted('a * exp(-b / x)', activated, { start });
    expectNear(values, [38.7591021, 5486.604633], 1e-5);
    expectNear(covariance.flat(), [35.52794, 428.7856597, 428.7856597, 5182.990452], 1e-3);
    expectNear([reducedChiSquared], [2.333443644e-11], 1e-6);
    expect(rSquared).toBeCloseTo(0.9987446049, 8);
  });

  test('by the errors of the points, which are believed', () => {
    const wish = { start, weight: 'errors' } as const;
    const { values, covariance, reducedChiSquared } = fitted('a * exp(-b / x)', activated, wish, fivePercent);
    expectNear(values, [41.40360997, 5515.556001], 1e-5);
    expectNear(covariance.flat(), [8.567648, 77.81278, 77.81278, 721.7716983], 1e-4);
    expectNear([reducedChiSquared], [0.578605960019], 1e-6);
  });

  test('three parameters from start values of 1', () => {
    const { values, covariance, rSquared } = fitted('a * exp(-b * x) + c', decaying, {});
    expectNear(values, [2.456663777, 0.7891394066, 0.2991974425], 1e-6);
    expectNear(
      covariance.flat(),
      [
        ...[4.575357e-4, 1.525798e-4, 1.0074072e-5, 1.525798e-4, 8.2989936e-5, 1.3771633e-5],
        ...[1.0074072e-5, 1.3771633e-5, 8.4239078e-6],
      ],
      1e-4,
    );
    expect(rSquared).toBeCloseTo(0.9993844478, 8);
  });
});

test('start values far away end at the same place', () => {
  expectNear(fitted('a * exp(-b / x)', activated, { weight: 'relative' }).values, [41.40361, 5515.556], 1e-4);
});

test('short steps over a plateau are not taken for the end', () => {
  const sigma = kelvin.map((value, row) => 40 * Math.exp(-7078 / value) * (1 + (((row * 7919 + 4) % 13) - 6) / 60));
  const [a = 0, b = 0] = fitted(
    'a * exp(-b / x)',
    { ...activated, sigma },
    { start: { b: 5000 }, weight: 'relative' },
  ).values;
  expect(Math.abs(b / 7078 - 1)).toBeLessThan(0.02);
  expect(Math.abs(a / 40 - 1)).toBeLessThan(0.2);
});

test('T is the temperature whatever x is', () => {
  const inverse = { ...activated, x: kelvin.map((value) => 1000 / value) };
  const wish = { start: { a: 1, b: 4000 }, weight: 'relative' } as const;
  expectNear(fitted('a * exp(-b / T)', inverse, wish).values, [41.40361, 5515.556], 1e-5);
});

describe('what cannot be fitted says why', () => {
  const reason = (formula: string, points: CurvePoints, errors: PointErrors | null = null, weight = 'equal'): unknown =>
    fitFormula(modelOf(formula), points, { start: {}, weight: weight as FormulaFit['weight'] }, errors);

  test('a wrong formula tells its place', () => {
    expect(readCurveFormula('a * exp(-b / x')).toMatchObject({ at: 15 });
    expect(readCurveFormula('a * foo(x)')).toEqual({
      message: '“foo” at character 5 is no function of formulas.',
      at: 5,
    });
    expect(readCurveFormula(' ')).toMatchObject({ at: null });
    expect(readCurveFormula('2 * x')).toMatchObject({ message: expect.stringContaining('no parameter') });
  });

  test('names of units are parameters here', () => {
    expect(modelOf('m * x + b').parameters).toEqual(['m', 'b']);
  });

  test('parameters that the points do not tell apart', () => {
    expect(reason('a * b * x', decaying)).toEqual({
      reason: expect.stringContaining('do not tell the parameters apart'),
    });
  });

  test('too few points, no numbers at the start, no errors', () => {
    const two = { x: halves.subarray(0, 2), kelvin: halves.subarray(0, 2), sigma: halves.subarray(0, 2) };
    expect(reason('a * x + b', two)).toEqual({ reason: expect.stringContaining('2 points are too few') });
    expect(reason('a * sqrt(-x) + b', decaying)).toEqual({ reason: expect.stringContaining('start values') });
    expect(reason('a * x + b', decaying, null, 'errors')).toEqual({
      reason: expect.stringContaining('no errors of σ'),
    });
  });
});

test('each curve gets its line and its residuals, inside the fit range if that is wished', () => {
  const curve = { curveKey: 'A', data: { temperatureK: kelvin, sigmaSPerCm: activated.sigma } };
  const wish: FormulaFit = { formula: 'a * exp(-b * x)', start: { b: 5 }, weight: 'relative', inFitRange: true };
  const range = { minInverseKelvin: 2.5, maxInverseKelvin: 3 };
  const request = { view: 'arrhenius', fit: wish, errors: null, range } as const;
  const answer = fitCurves([curve], request);
  expect(answer.parameters).toEqual(['a', 'b']);
  const [{ fit: numbers, line, residuals } = { fit: null, line: { x: [] }, residuals: { x: [], y: [] } }] =
    answer.curves;
  expect(numbers?.points).toBe(8);
  expect(line.x[0]).toBeGreaterThanOrEqual(2.5);
  expect(residuals.x).toHaveLength(8);
  expect(Math.max(...residuals.y.map(Math.abs))).toBeLessThan(10);
  expect(fitCurves([curve], { ...request, fit: { ...wish, formula: 'a *' } })).toMatchObject({ curves: [] });
});

import { expect, test } from 'vitest';
import { usualFormulas } from '../domain/usual-formulas.ts';
import { type CurvePoints, fitFormula, readCurveFormula } from './formula-fit.ts';

const boltzmannEvPerK = 8.617333262e-5;
const kelvin = Float64Array.from({ length: 31 }, (_, index) => 300 + 5 * index);

/** Conductivities of such sizes as amorphous silicon has, none of them quite on its curve. */
function curveOf(view: keyof typeof usualFormulas, sigmaAt: (kelvin: number) => number): CurvePoints {
  const x = view === 'linear' ? kelvin : kelvin.map((value) => 1000 / value);
  return { x, kelvin, sigma: kelvin.map((value, index) => sigmaAt(value) * (1 + 0.01 * Math.sin(7 * index))) };
}

const activated =
  (energyEv: number, sigma0 = 10) =>
  (value: number): number =>
    sigma0 * Math.exp(-energyEv / (boltzmannEvPerK * value));
/** What each is meant for, and the energy or power that is looked for. */
const meant: Record<string, { sigmaAt: (kelvin: number) => number; parameter?: [name: string, value: number] }> = {
  'Straight line': { sigmaAt: (value) => 2e-7 * value - 3e-5, parameter: ['b', 2e-7] },
  'Polynomial of degree 2': { sigmaAt: (value) => 1e-6 + 1e-9 * (value - 290) ** 2, parameter: ['c', 1e-9] },
  'Polynomial of degree 3': { sigmaAt: (value) => 1e-6 + 1e-11 * (value - 290) ** 3 },
  'Power of the temperature': { sigmaAt: (value) => 3e-6 * (value / 300) ** 4.5, parameter: ['n', 4.5] },
  'Activated (Arrhenius)': { sigmaAt: activated(0.71), parameter: ['Ea', 0.71] },
  'Two activated processes': { sigmaAt: (value) => activated(0.9, 1e6)(value) + activated(0.25, 1e-4)(value) },
  'Line of ln σ, curved (degree 2)': {
    sigmaAt: (value) => Math.exp(-2 - 6 * (1000 / value) + 0.4 * (1000 / value) ** 2),
  },
  'Line of ln σ, curved (degree 3)': {
    sigmaAt: (value) => Math.exp(-2 - 5 * (1000 / value) - 0.05 * (1000 / value) ** 3),
  },
  'Hopping (Mott)': { sigmaAt: (value) => 1e3 * Math.exp(-((5e7 / value) ** 0.25)) },
};

test.each(
  (['linear', 'arrhenius'] as const).flatMap((view) => usualFormulas[view].map((usual) => ({ view, ...usual }))),
)('$view: $name finds what it is meant for', ({ view, name, formula, start }) => {
  const model = readCurveFormula(formula);
  if ('message' in model) throw new Error(model.message);
  const { sigmaAt, parameter } = meant[name] ?? { sigmaAt: () => Number.NaN };
  // Points alike tell little of small values, which a figure over 1000/T is about.
  for (const weight of view === 'linear' ? (['relative', 'equal'] as const) : (['relative'] as const)) {
    const fit = fitFormula(model, curveOf(view, sigmaAt), { start, weight }, null);
    if ('reason' in fit) throw new Error(`${weight}: ${fit.reason}`);
    expect(fit.rSquared, weight).toBeGreaterThan(0.995);
    const found = fit.values[model.parameters.indexOf(parameter?.[0] ?? '')];
    if (parameter !== undefined) expect(found).toBeCloseTo(parameter[1], 1);
  }
});

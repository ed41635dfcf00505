import type { ConductivityView } from './conductivity.ts';
import type { FormulaFit } from './figure-details.ts';

/** A formula that need not be typed; energies in eV, σ in S/cm. */
export interface UsualFormula extends Pick<FormulaFit, 'formula' | 'start'> {
  /** In the words of the window. */
  name: string;
}

const activated: UsualFormula = {
  name: 'Activated (Arrhenius)',
  formula: 's0 * exp(-Ea / (kB * T))',
  start: { s0: 1, Ea: 0.4 },
};

/** By what the lower axis counts: x is T in K, or 1000/T. */
export const usualFormulas: Readonly<Record<ConductivityView, readonly UsualFormula[]>> = {
  linear: [
    { name: 'Straight line', formula: 'a + b * x', start: {} },
    { name: 'Polynomial of degree 2', formula: 'a + b * x + c * x^2', start: {} },
    { name: 'Polynomial of degree 3', formula: 'a + b * x + c * x^2 + d * x^3', start: {} },
    { name: 'Power of the temperature', formula: 'a * (T / 300)^n', start: { a: 1e-6, n: 2 } },
    activated,
  ],
  arrhenius: [
    activated,
    {
      name: 'Two activated processes',
      formula: 's1 * exp(-E1 / (kB * T)) + s2 * exp(-E2 / (kB * T))',
      start: { s1: 100, E1: 0.6, s2: 0.001, E2: 0.2 },
    },
    { name: 'Line of ln σ, curved (degree 2)', formula: 'exp(a + b * x + c * x^2)', start: { a: 0, b: -5, c: 0 } },
    {
      name: 'Line of ln σ, curved (degree 3)',
      formula: 'exp(a + b * x + c * x^2 + d * x^3)',
      start: { a: 0, b: -5, c: 0, d: 0 },
    },
    { name: 'Hopping (Mott)', formula: 's0 * exp(-(T0 / T)^(1/4))', start: { s0: 1e4, T0: 1e8 } },
  ],
};

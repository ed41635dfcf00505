import { describe, expect, test } from 'vitest';
import type { Formula, FormulaProblem } from './formula.ts';
import { readFormula } from './formula.ts';

const columns = [
  { name: 'thickness', unit: 'nm', isNumber: true },
  { name: 'sigma', unit: 'S/cm', isNumber: true },
  { name: 'ea', unit: 'eV', isNumber: true },
  { name: 'flow', unit: 'sccm', isNumber: true },
  { name: 'operator', unit: null, isNumber: false },
];

function formula(text: string, unit: string | null = null): Formula {
  const read = readFormula(text, columns, unit);
  if ('message' in read) throw new Error(read.message);
  return read;
}
const problem = (text: string): FormulaProblem | Formula => readFormula(text, columns, null);

describe('formulas', () => {
  test('plain numbers: columns as they are, functions, comparisons and choices', () => {
    expect(formula('thickness / 2 + 1').evaluate([10])).toBe(6);
    expect(formula('ln(sigma) − log10(sigma)').evaluate([1])).toBe(0);
    expect(formula('thickness > 5 ? 1 : 0').evaluate([10])).toBe(1);
    expect(formula('ea / flow').inputs).toEqual(['ea', 'flow']);
    expect(formula('sqrt(thickness)').evaluate([-1])).toBeNaN();
  });

  test.each([
    ['thickness / 2', [250], 'nm'],
    ['thickness * thickness', [10, 10], 'nm^2'],
    ['sigma * 2', [3], 'S / cm'],
    ['abs(-thickness)', [5], 'nm'],
    ['ea / kB', [1], 'K'],
    // As plain numbers only.
    ['ln(thickness)', [5], null],
    ['thickness + 3', [5], null],
    ['thickness / thickness', [5, 5], null],
    ['thickness > 3 ? thickness : 0', [5, 5], null],
    // Not told by a zero.
    ['thickness / 2', [0], null],
  ])('the unit that columns bring along: %s', (text, values, unit) => {
    const read = formula(text);
    expect(read.evaluate(values)).toBe(formula(text, 'anything').evaluate(values));
    expect(read.unit()).toBe(unit);
  });

  test('a unit that is written makes columns count with theirs, and answers can be converted', () => {
    const prefactor = formula('ln(sigma / (1 S/cm)) + ea / (kB · 300 K)');
    expect(prefactor.evaluate([1, 0.5])).toBeCloseTo(0.5 / (8.617333262e-5 * 300), 8);
    expect(prefactor.unit()).toBeNull();
    const micrometres = formula('thickness + 1 um', 'µm');
    expect(micrometres.evaluate([500])).toBeCloseTo(1.5);
    expect(micrometres.unit()).toBe('µm');
    expect(() => formula('thickness + 1 eV').evaluate([1])).toThrow(
      'nm and eV do not fit together in “thickness + 1 eV”',
    );
    expect(() => formula('2 * (thickness + 3) + 1 eV').evaluate([1])).toThrow(
      'nm and a number without a unit do not fit together in “thickness + 3”',
    );
    expect(() => formula('exp(thickness / 1 eV)').evaluate([1])).toThrow(
      '“exp(thickness / 1 eV)” needs a number without a unit, not nm / eV',
    );
  });

  test('problems name their place', () => {
    expect(problem('thickness + sigm')).toEqual({
      message: '“sigm” at character 13 is no column, function or unit.',
      at: 13,
    });
    expect(problem('thickness + ')).toMatchObject({ message: expect.stringContaining('at its end') });
    expect(problem('thickness ** 2')).toMatchObject({ at: 12 });
    expect(problem('foo(1)')).toMatchObject({ message: '“foo” at character 1 is no function of formulas.' });
    expect(problem('ea + operator')).toMatchObject({ message: '“operator” at character 6 holds no numbers.', at: 6 });
  });

  test.each([
    'a = 1',
    'f(x) = x',
    'import("fs")',
    'createUnit("x")',
    '[1, 2]',
    '1:1000000000',
    'evaluate("1")',
    'thickness.constructor',
    'constructor',
    'zeros(1e9)',
    '1; 2',
    '{a: 1}',
    '"text"',
  ])('%s does not run', (text) => {
    const read = readFormula(text, columns, null);
    if ('message' in read) expect(read.message).toMatch(/^“|^The formula/);
    else expect(read.evaluate([])).toBeNaN();
  });
});

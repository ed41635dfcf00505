/** What may stand in a formula besides columns, for those who read formulas and those who help to write them. */

interface FormulaWord {
  name: string;
  /** For people. */
  gives: string;
}

export const formulaFunctions: readonly FormulaWord[] = [
  { name: 'abs', gives: 'size' },
  { name: 'sqrt', gives: 'square root' },
  { name: 'cbrt', gives: 'cube root' },
  { name: 'exp', gives: 'e to the power' },
  { name: 'ln', gives: 'natural logarithm' },
  { name: 'log', gives: 'natural logarithm' },
  { name: 'log10', gives: 'decimal logarithm' },
  { name: 'log2', gives: 'logarithm to base 2' },
  { name: 'pow', gives: 'x to the power y' },
  { name: 'min', gives: 'the least' },
  { name: 'max', gives: 'the greatest' },
  { name: 'round', gives: 'nearest whole number' },
  { name: 'floor', gives: 'whole number below' },
  { name: 'ceil', gives: 'whole number above' },
  { name: 'sign', gives: '−1, 0 or 1' },
  { name: 'sin', gives: 'sine' },
  { name: 'cos', gives: 'cosine' },
  { name: 'tan', gives: 'tangent' },
  { name: 'asin', gives: 'arc sine' },
  { name: 'acos', gives: 'arc cosine' },
  { name: 'atan', gives: 'arc tangent' },
  { name: 'atan2', gives: 'angle of y and x' },
  { name: 'sinh', gives: 'hyperbolic sine' },
  { name: 'cosh', gives: 'hyperbolic cosine' },
  { name: 'tanh', gives: 'hyperbolic tangent' },
  { name: 'hypot', gives: 'length of the hypotenuse' },
  { name: 'mod', gives: 'remainder' },
];

export const formulaConstants: readonly FormulaWord[] = [
  { name: 'pi', gives: '3.14159…' },
  { name: 'e', gives: '2.71828…' },
  { name: 'kB', gives: 'Boltzmann constant in eV/K' },
];

/** Offered while a formula is written; many more are understood. */
export const formulaUnits: readonly FormulaWord[] = [
  { name: 'nm', gives: 'length' },
  { name: 'um', gives: 'length' },
  { name: 'mm', gives: 'length' },
  { name: 'cm', gives: 'length' },
  { name: 'm', gives: 'length' },
  { name: 'eV', gives: 'energy' },
  { name: 'meV', gives: 'energy' },
  { name: 'J', gives: 'energy' },
  { name: 'K', gives: 'temperature' },
  { name: 'degC', gives: 'temperature' },
  { name: 's', gives: 'time' },
  { name: 'min', gives: 'time' },
  { name: 'h', gives: 'time' },
  { name: 'Pa', gives: 'pressure' },
  { name: 'mbar', gives: 'pressure' },
  { name: 'V', gives: 'voltage' },
  { name: 'A', gives: 'current' },
  { name: 'mA', gives: 'current' },
  { name: 'W', gives: 'power' },
  { name: 'Hz', gives: 'frequency' },
  { name: 'ohm', gives: 'resistance' },
  { name: 'S', gives: 'conductance' },
];

import type { FormulaFit, PointErrors } from '../domain/figure-details.ts';
import { sigmaError } from '../domain/figure-units.ts';
import { formulaConstants } from '../domain/mining/formula-words.ts';
import { type Formula, type FormulaProblem, freeNames, readFormula } from './formula.ts';
import { fitLeastSquares, type NoFit } from './least-squares.ts';

/** What the axis below counts, and the temperature in K whatever it counts. */
const variables = ['x', 'T'];
const mostParameters = 10;
/** Of more points every nth is taken, which is said. */
const mostPoints = 2000;

export interface FormulaModel {
  /** In the order in which they are written. */
  parameters: string[];
  evaluate(parameters: readonly number[], x: number, kelvin: number): number;
}

/** A formula for curves: x and T are known, all other names are its parameters. */
export function readCurveFormula(text: string): FormulaModel | FormulaProblem {
  if (text.trim() === '') return { message: 'Write a formula in x, as a * exp(-b / x).', at: null };
  const constants = new Set(formulaConstants.map(({ name }) => name));
  const parameters = freeNames(text).filter((name) => !variables.includes(name) && !constants.has(name));
  const names = [...variables, ...parameters];
  const formula = readFormula(
    text,
    names.map((name) => ({ name, unit: null, isNumber: true })),
    null,
  );
  if ('message' in formula) return formula;
  if (parameters.length === 0)
    return { message: 'The formula has no parameter that could be fitted, as the a in a * x.', at: null };
  if (parameters.length > mostParameters)
    return { message: `A formula has at most ${mostParameters} parameters.`, at: null };
  return { parameters, evaluate: evaluator(formula, names) };
}

function evaluator(formula: Formula, names: readonly string[]): FormulaModel['evaluate'] {
  const places = formula.inputs.map((name) => names.indexOf(name));
  return (parameters, x, kelvin) =>
    formula.evaluate(places.map((place) => (place === 0 ? x : place === 1 ? kelvin : (parameters[place - 2] ?? NaN))));
}

/** Points of one curve in the order of x. */
export interface CurvePoints {
  x: Float64Array;
  kelvin: Float64Array;
  /** In S/cm. */
  sigma: Float64Array;
  /** Of σ, where a column of the file has them. */
  errors?: Float64Array;
}

export interface FormulaResult {
  values: number[];
  /** One standard deviation each. */
  stderrs: number[];
  covariance: number[][];
  rSquared: number;
  /** Of the given errors; without them it is the variance of the residuals. */
  reducedChiSquared: number;
  points: number;
  /** Before every nth was taken. */
  of: number;
}

/** Fits the formula to the points; where their errors are not given the scatter tells how sure the parameters are. */
export function fitFormula(
  model: FormulaModel,
  points: CurvePoints,
  { start, weight }: Pick<FormulaFit, 'start' | 'weight'>,
  errors: PointErrors | null,
): FormulaResult | NoFit {
  const given = errors?.sigma == null ? null : errors;
  if (weight === 'errors' && given === null)
    return { reason: 'The points have no errors of σ by which they could be weighted; give some or weight otherwise.' };
  if (weight === 'errors' && given?.sigma?.kind === 'column' && points.errors === undefined)
    return {
      reason: `Its file has no column ${given.sigma.column} with errors by which the points could be weighted.`,
    };
  const errorOf = (sigma: number, ofPoint: number): number => {
    if (weight === 'equal') return 1;
    return weight === 'relative' || given === null ? Math.abs(sigma) : sigmaError(sigma, given, ofPoint);
  };
  const used = usable(points, errorOf);
  const count = used.sigma.length;
  if (count <= model.parameters.length)
    return { reason: `${count} points are too few for ${model.parameters.length} parameters; one more is needed.` };
  const valueAt = (parameters: readonly number[], index: number): number =>
    model.evaluate(parameters, used.x[index] ?? NaN, used.kelvin[index] ?? NaN);
  const fit = fitLeastSquares({
    model: valueAt,
    y: used.sigma,
    // In units of a typical value, so that χ² is a number of usual size.
    errors: weight === 'equal' ? new Float64Array(count).fill(typicalSize(used.sigma)) : used.errors,
    start: nearerStart(
      valueAt,
      used.sigma,
      model.parameters.map((name) => start[name] ?? 1),
    ),
  });
  if ('reason' in fit) return fit;
  const reduced = fit.chiSquared / (count - model.parameters.length);
  const scale = weight === 'errors' ? 1 : reduced;
  const covariance = fit.covariance.map((row) => row.map((value) => value * scale));
  return {
    ...{ values: fit.values, covariance, points: count, of: points.sigma.length },
    stderrs: covariance.map((row, place) => Math.sqrt(row[place] ?? 0)),
    rSquared: rSquaredOf(model, fit.values, used),
    reducedChiSquared: weight === 'equal' ? reduced * typicalSize(used.sigma) ** 2 : reduced,
  };
}

/** Over decades the way to the least squares is far and winding; that of the logarithms is nearly straight. */
function nearerStart(
  valueAt: (parameters: readonly number[], index: number) => number,
  sigma: Float64Array,
  start: readonly number[],
): readonly number[] {
  if (!sigma.every((value) => value > 0)) return start;
  const fit = fitLeastSquares({
    model: (parameters, index) => Math.log(valueAt(parameters, index)),
    y: sigma.map(Math.log),
    errors: new Float64Array(sigma.length).fill(1),
    start,
  });
  return 'reason' in fit ? start : fit.values;
}

/** Points with numbers and an error, every nth of many. */
function usable(
  { x, kelvin, sigma, errors }: CurvePoints,
  errorOf: (sigma: number, ofPoint: number) => number,
): Required<CurvePoints> {
  const weights = sigma.map((value, row) => errorOf(value, errors?.[row] ?? NaN));
  const rows = [...sigma.keys()].filter((row) => {
    const value = sigma[row] ?? NaN;
    return Number.isFinite(value) && Number.isFinite(x[row]) && (weights[row] ?? NaN) > 0;
  });
  const step = Math.max(1, Math.ceil(rows.length / mostPoints));
  const taken = rows.filter((_, place) => place % step === 0);
  const pick = (from: Float64Array): Float64Array => Float64Array.from(taken, (row) => from[row] ?? NaN);
  return { x: pick(x), kelvin: pick(kelvin), sigma: pick(sigma), errors: pick(weights) };
}

function typicalSize(values: Float64Array): number {
  const squares = values.reduce((sum, value) => sum + value * value, 0);
  return Math.sqrt(squares / values.length) || 1;
}

/** Share of the weighted variance that the formula explains. */
function rSquaredOf(
  model: FormulaModel,
  values: readonly number[],
  { x, kelvin, sigma, errors }: Required<CurvePoints>,
): number {
  const weights = errors.map((error) => 1 / error ** 2);
  const total = weights.reduce((sum, value) => sum + value, 0);
  const mean = sigma.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0) / total;
  let [left, whole] = [0, 0];
  for (const [index, value] of sigma.entries()) {
    const weight = weights[index] ?? 0;
    left += weight * (value - model.evaluate(values, x[index] ?? NaN, kelvin[index] ?? NaN)) ** 2;
    whole += weight * (value - mean) ** 2;
  }
  return whole > 0 ? 1 - left / whole : 1;
}

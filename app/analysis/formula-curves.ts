import type { ConductivityView, FitRange } from '../domain/conductivity.ts';
import type { FormulaFit, FormulaWeight, PointErrors } from '../domain/figure-details.ts';
import type { FormulaAnswer, FormulaCurve } from './compute-api.ts';
import { type CurvePoints, type FormulaModel, fitFormula, readCurveFormula } from './formula-fit.ts';

export interface MeasuredCurve {
  curveKey: string;
  /** Errors in S/cm where a column of the file has them. */
  data: { temperatureK: Float64Array; sigmaSPerCm: Float64Array; errors?: Float64Array | null };
}

interface FitRequest {
  view: ConductivityView;
  fit: FormulaFit;
  errors: PointErrors | null;
  range: FitRange;
}

/** Smooth at any size of a figure. */
const linePoints = 200;
const mostResiduals = 500;
const nothing = (): { x: Float64Array; y: Float64Array } => ({ x: new Float64Array(), y: new Float64Array() });

/** Fits a formula to each curve, with what is drawn of it. */
export function fitCurves(curves: readonly MeasuredCurve[], request: FitRequest): FormulaAnswer {
  const model = readCurveFormula(request.fit.formula);
  if ('message' in model) return { parameters: [], problem: model, curves: [] };
  return {
    parameters: model.parameters,
    problem: null,
    curves: curves.map((curve) => fitCurve(curve, model, request)),
  };
}

function fitCurve({ curveKey, data }: MeasuredCurve, model: FormulaModel, request: FitRequest): FormulaCurve {
  const { view, fit, errors, range } = request;
  const points = pointsOf(data, view, fit.inFitRange ? range : null);
  const result = fitFormula(model, points, fit, errors);
  if ('reason' in result) return { curveKey, fit: null, message: result.reason, line: nothing(), residuals: nothing() };
  const at = (x: number, kelvin: number): number => model.evaluate(result.values, x, kelvin);
  return {
    curveKey,
    fit: result,
    message: null,
    line: lineOf(points, view, at),
    residuals: left(points, at, fit.weight),
  };
}

/** By rising x, without what is no number. */
function pointsOf(
  { temperatureK, sigmaSPerCm, errors }: MeasuredCurve['data'],
  view: ConductivityView,
  range: FitRange | null,
): CurvePoints {
  const xOf = (row: number): number =>
    view === 'arrhenius' ? 1000 / (temperatureK[row] ?? NaN) : (temperatureK[row] ?? NaN);
  const rows = [...temperatureK.keys()].filter((row) => {
    const inverse = 1000 / (temperatureK[row] ?? NaN);
    if (!Number.isFinite(inverse) || !Number.isFinite(sigmaSPerCm[row])) return false;
    // A tolerance, so that a range typed with two decimals keeps the point at its edge.
    return range === null || (inverse >= range.minInverseKelvin - 1e-9 && inverse <= range.maxInverseKelvin + 1e-9);
  });
  rows.sort((a, b) => xOf(a) - xOf(b));
  return {
    x: Float64Array.from(rows, xOf),
    kelvin: Float64Array.from(rows, (row) => temperatureK[row] ?? NaN),
    sigma: Float64Array.from(rows, (row) => sigmaSPerCm[row] ?? NaN),
    ...(errors == null ? {} : { errors: Float64Array.from(rows, (row) => errors[row] ?? NaN) }),
  };
}

function lineOf(
  { x }: CurvePoints,
  view: ConductivityView,
  at: (x: number, kelvin: number) => number,
): FormulaCurve['line'] {
  const [from, to] = [x[0] ?? NaN, x.at(-1) ?? NaN];
  const places = Float64Array.from({ length: linePoints }, (_, step) => from + ((to - from) * step) / (linePoints - 1));
  return { x: places, y: places.map((place) => at(place, view === 'arrhenius' ? 1000 / place : place)) };
}

function left(
  { x, kelvin, sigma }: CurvePoints,
  at: (x: number, kelvin: number) => number,
  weight: FormulaWeight,
): FormulaCurve['residuals'] {
  const step = Math.max(1, Math.ceil(x.length / mostResiduals));
  const rows = [...x.keys()].filter((row) => row % step === 0);
  return {
    x: Float64Array.from(rows, (row) => x[row] ?? NaN),
    y: Float64Array.from(rows, (row) => {
      const line = at(x[row] ?? NaN, kelvin[row] ?? NaN);
      const difference = (sigma[row] ?? NaN) - line;
      return weight === 'equal' ? difference : (100 * difference) / line;
    }),
  };
}

import type { ConductivityView } from '../domain/conductivity.ts';
import type { FigureDetails, PointErrors } from '../domain/figure-details.ts';
import { fromSigma, shownX, sigmaError } from '../domain/figure-units.ts';
import type { FigureCurve, FittedLine } from './figure-options.ts';

/** Lengths of the bars of each point, up or right and down or left; NaN: none. */
export interface Bars {
  plus: Float64Array;
  minus: Float64Array;
}

/** A curve in the units of the axes. */
export interface ShownCurve extends FigureCurve {
  xBars: Bars | null;
  yBars: Bars | null;
}

/** More bars of a curve hide it; every nth point has one then. */
const mostBars = 60;

export function barStep(points: number): number {
  return Math.max(1, Math.ceil(points / mostBars));
}

export function shownCurve(curve: FigureCurve, view: ConductivityView, details: FigureDetails): ShownCurve {
  const { errors, temperatureUnit, quantityUnit } = details;
  const hasUsualUnits = (temperatureUnit === 'K' || view === 'arrhenius') && quantityUnit === 'S/cm';
  const shown = hasUsualUnits ? curve : inUnits(curve, view, details);
  return {
    ...shown,
    xBars: errors?.kelvin == null ? null : temperatureBars(curve.x, errors.kelvin, view),
    yBars: errors?.sigma == null ? null : quantityBars(curve, errors, details),
  };
}

function inUnits(curve: FigureCurve, view: ConductivityView, details: FigureDetails): FigureCurve {
  const toX = (x: Float64Array): Float64Array => x.map((value) => shownX(value, view, details));
  const toY = (y: Float64Array): Float64Array => y.map((value) => fromSigma(value, details.quantityUnit));
  const line = (formula: FittedLine): FittedLine => ({
    x: toX(formula.x),
    y: toY(formula.y),
    residuals: { ...formula.residuals, x: toX(formula.residuals.x) },
  });
  return {
    ...curve,
    x: toX(curve.x),
    y: toY(curve.y),
    ...(curve.formula === undefined ? {} : { formula: line(curve.formula) }),
  };
}

function bars(length: number, ends: (index: number) => { plus: number; minus: number }): Bars {
  const [plus, minus] = [new Float64Array(length).fill(Number.NaN), new Float64Array(length).fill(Number.NaN)];
  for (let index = 0; index < length; index += barStep(length)) {
    const end = ends(index);
    plus[index] = end.plus;
    minus[index] = end.minus;
  }
  return { plus, minus };
}

function temperatureBars(x: Float64Array, kelvin: number, view: ConductivityView): Bars {
  return bars(x.length, (index) => {
    const at = x[index] ?? Number.NaN;
    if (view === 'linear') return { plus: kelvin, minus: kelvin };
    const temperatureK = 1000 / at;
    return { plus: 1000 / (temperatureK - kelvin) - at, minus: at - 1000 / (temperatureK + kelvin) };
  });
}

/** A resistivity has its upper end where the conductivity has its lower one. */
function quantityBars(
  { y, errors: ofPoints }: FigureCurve,
  errors: PointErrors,
  { quantityUnit }: FigureDetails,
): Bars {
  return bars(y.length, (index) => {
    const sigma = y[index] ?? Number.NaN;
    const error = sigmaError(sigma, errors, ofPoints?.[index]);
    const at = fromSigma(sigma, quantityUnit);
    const ends = [fromSigma(sigma + error, quantityUnit) - at, fromSigma(sigma - error, quantityUnit) - at];
    return {
      plus: ends.find((end) => end > 0) ?? Number.NaN,
      minus: -(ends.find((end) => end < 0) ?? Number.NaN),
    };
  });
}

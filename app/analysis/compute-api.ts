import type { ArrheniusFit, ConductivityView, FileColumn, FitRange } from '../domain/conductivity.ts';
import type { FormulaFit, PointErrors } from '../domain/figure-details.ts';
import type { FormulaProblem } from './formula.ts';
import type { FormulaResult } from './formula-fit.ts';

export interface LoadedCurve {
  /** `partial`: some lines could not be read, the others are kept. */
  status: 'ok' | 'partial' | 'not-conductivity' | 'broken';
  message: string | null;
  remedy: string | null;
  /** Rows with finite T and σ. */
  points: number;
  missing: number;
  nonPositive: number;
  temperatureMinK: number | null;
  temperatureMaxK: number | null;
  /** Those beside temperature and conductivity. */
  columns: FileColumn[];
}

export interface CurveFit {
  curveKey: string;
  fit: ArrheniusFit | null;
  message: string | null;
}

export interface CurvePart {
  curveKey: string;
  /** T in K, or 1000/T in 1/K, as the view wants. */
  x: Float64Array;
  /** S/cm. */
  y: Float64Array;
  /** One standard deviation of y, NaN where none is given; null without a column of errors. */
  errors?: Float64Array | null;
  /** Points of the curve inside the window, before thinning out. */
  of: number;
}

export interface FormulaRequest {
  figureId: string;
  view: ConductivityView;
  curveKeys: string[];
  fit: FormulaFit;
  errors: PointErrors | null;
  /** Counts if the fit asks for it; null is that of all curves in common. */
  range: FitRange | null;
}

export interface FormulaCurve {
  curveKey: string;
  /** Null where the formula cannot be fitted; the message says why. */
  fit: FormulaResult | null;
  message: string | null;
  /** The fitted line; empty without fit. */
  line: { x: Float64Array; y: Float64Array };
  /** Of the fitted points, in per cent of the line, or in S/cm if all points count alike. */
  residuals: { x: Float64Array; y: Float64Array };
}

export interface FormulaAnswer {
  parameters: string[];
  /** What is wrong with the formula itself; then there are no curves. */
  problem: FormulaProblem | null;
  curves: FormulaCurve[];
}

/** What the compute worker does. It holds the points of all open figures; a figure ends with `release`. */
export interface ComputeApi {
  /** Reads one file; the caller has checked that it may be opened. */
  loadCurve(request: { figureId: string; curveKey: string; path: string; maxBytes: number }): Promise<LoadedCurve>;
  /** Fits all curves of a figure; a null range becomes the one that all curves share. */
  fit(request: { figureId: string; range: FitRange | null }): Promise<{ range: FitRange; fits: CurveFit[] }>;
  /** Points in a window, together at most about `maxPoints`, extremes kept. */
  curves(request: {
    figureId: string;
    view: ConductivityView;
    curveKeys: string[];
    xMin: number | null;
    xMax: number | null;
    maxPoints: number;
    /** Of the files, with the errors of σ. */
    errorColumn?: string | null;
    /** Of the files, instead of σ and as they have it; curves without it are left out. */
    column?: string | null;
  }): Promise<CurvePart[]>;
  /** Fits a formula of the user to each curve. */
  formula(request: FormulaRequest): Promise<FormulaAnswer>;
  release(request: { figureId: string }): Promise<void>;
}

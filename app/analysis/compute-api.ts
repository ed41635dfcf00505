import type { ArrheniusFit, ConductivityView, FitRange } from '../domain/conductivity.ts';

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
  /** Points of the curve inside the window, before thinning out. */
  of: number;
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
  }): Promise<CurvePart[]>;
  release(request: { figureId: string }): Promise<void>;
}

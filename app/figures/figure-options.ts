import type { ArrheniusFit, ConductivityView, FitRange } from '../domain/conductivity.ts';
import type { FigureTheme } from './curve-style.ts';

export interface FigureCurve {
  sampleName: string;
  /** T in K in the linear view, 1000/T in 1/K in the Arrhenius view. */
  x: Float64Array;
  /** σ in S/cm; NaN where missing. */
  y: Float64Array;
  fit: ArrheniusFit | null;
  /** Points before thinning out. */
  drawnOf?: number;
}

export interface FigureOptions {
  view: ConductivityView;
  yScale: 'log' | 'linear';
  showFit: boolean;
  fitRange: FitRange | null;
  theme: FigureTheme;
  fontFamily?: string;
  /** Names beside the figure; off where a table is the legend. */
  legend: boolean;
  width?: number;
  height?: number;
  title?: string;
  /** Drawn stronger than the others. */
  focusedSample?: string | null;
  /** The curves are ordered by a quantity. */
  ordered?: boolean;
}

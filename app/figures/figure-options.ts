import type { ArrheniusFit, ConductivityView, FitRange } from '../domain/conductivity.ts';
import type { FigureDetails } from '../domain/figure-details.ts';
import type { FigureGaps } from './axis-breaks.ts';
import type { FigureTheme } from './curve-style.ts';

export interface FigureCurve {
  sampleName: string;
  /** T in K in the linear view, 1000/T in 1/K in the Arrhenius view. */
  x: Float64Array;
  /** σ in S/cm; NaN where missing. */
  y: Float64Array;
  /** One standard deviation of each y, NaN where there is none; left out: no column of the file has them. */
  errors?: Float64Array | undefined;
  /** Another quantity of the same file, with its own points; left out: none is drawn, or the file has it not. */
  other?: { x: Float64Array; y: Float64Array; unit: string | null } | undefined;
  fit: ArrheniusFit | null;
  /** The user's formula with its fitted parameters; counted as the points are. */
  formula?: FittedLine | undefined;
  /** Points before thinning out. */
  drawnOf?: number;
}

export interface FittedLine {
  x: Float64Array;
  y: Float64Array;
  residuals: {
    x: Float64Array;
    /** What is left of a point, in per cent of the line or in S/cm. */
    y: Float64Array;
  };
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
  /** Left out: those of a plain figure. */
  details?: FigureDetails | undefined;
  /** What is left out of the axes, where the curves are a part of what was measured; left out: made from the curves. */
  gaps?: FigureGaps | undefined;
  /** What is seen of axes with gaps, which have their own ticks; null or left out: all. */
  seen?: { x: readonly [number, number] | null; y: readonly [number, number] | null } | undefined;
}

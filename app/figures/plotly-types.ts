import type { FigureGaps } from './axis-breaks.ts';

/** As much of plotly's figure language as our descriptions use. */
export type PlotlyValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | Float64Array
  | readonly PlotlyValue[]
  | { readonly [key: string]: PlotlyValue };

/** An axis, a shape or another part of a layout. */
export type AxisStyle = { readonly [key: string]: PlotlyValue };

export interface PlotlyTrace {
  [key: string]: PlotlyValue;
  type: 'scatter';
  name: string;
  /** Text on axes of time: plotly reads numbers there as local time. */
  x: Float64Array | readonly number[] | readonly string[];
  y: Float64Array | readonly number[];
}

export interface PlotlyLayout {
  [key: string]: PlotlyValue;
  xaxis: { readonly [key: string]: PlotlyValue };
  yaxis: { readonly [key: string]: PlotlyValue };
}

/** The one description of a figure: window, export and command line all draw this. */
export interface FigureDescription {
  /** What the drawing leaves out of its axes; undefined: nothing. */
  gaps?: FigureGaps;
  data: PlotlyTrace[];
  layout: PlotlyLayout;
  config: { readonly [key: string]: PlotlyValue };
}

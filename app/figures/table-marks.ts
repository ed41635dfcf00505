import type { FigureTheme } from './curve-style.ts';
import type { Palette } from './palette.ts';
import { escapeText } from './plotly-text.ts';
import type { AxisStyle, PlotlyTrace } from './plotly-types.ts';
import type { TableCurve } from './table-figure.ts';

/** A straight line with the limits of its confidence band. */
export interface FittedBand {
  x: readonly number[];
  middle: readonly number[];
  lower: readonly number[];
  upper: readonly number[];
}

const over = { type: 'scatter', showlegend: false, hoverinfo: 'skip' } as const;

/** Error bars on points that nobody sees: those of the curve are thinned out where there are many. */
export function barTrace(
  { label, axis, bars }: TableCurve,
  place: (values: Float64Array) => PlotlyTrace['x'],
  color = '',
): PlotlyTrace[] {
  if (bars === undefined || bars.x.length === 0) return [];
  return [
    {
      ...{ type: 'scatter', mode: 'markers', yaxis: axis, showlegend: false, hoverinfo: 'skip' },
      name: `${escapeText(label)} (errors)`,
      ...{ x: place(bars.x), y: bars.y },
      marker: { size: 1, opacity: 0 },
      unselected: { marker: { opacity: 0 } },
      error_y: { type: 'data', array: bars.errors, color, thickness: 0.8, width: 2 },
    },
  ];
}

/** What the bars of a picture mean, where the curves of most figures leave room. */
export function barsNote(curves: readonly TableCurve[], palette: Palette): AxisStyle[] {
  const words = curves.flatMap(({ bars }) => bars?.about ?? []);
  if (words.length === 0) return [];
  return [
    {
      ...{ x: 0, y: 1, xref: 'x domain', yref: 'y domain', xanchor: 'left', yanchor: 'top', align: 'left' },
      ...{ text: escapeText(`Bars: ${words.join(', ')}`), showarrow: false },
      font: { size: 11.5, color: palette.secondary },
    },
  ];
}

/** Drawn first, so that it lies below the points: an order of its own would take away plotly's axis lines. */
export function bandTrace(line: FittedBand | null, palette: Palette, theme: FigureTheme): PlotlyTrace[] {
  if (line === null) return [];
  const { x, lower, upper } = line;
  return [
    {
      ...over,
      name: 'band',
      mode: 'none',
      x: [...x, ...x.toReversed()],
      y: [...upper, ...lower.toReversed()],
      fill: 'toself',
      fillcolor: `rgba(${channels(palette.accent)},${theme === 'dark' ? 0.22 : 0.16})`,
    },
  ];
}

export function lineTrace(line: FittedBand | null, palette: Palette): PlotlyTrace[] {
  if (line === null) return [];
  const { x, middle } = line;
  return [{ ...over, name: 'line', mode: 'lines', x, y: middle, line: { color: palette.text, width: 1.25 } }];
}

function channels(hex: string): string {
  return [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16)).join();
}

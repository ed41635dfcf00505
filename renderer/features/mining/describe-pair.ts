import type { RowSet } from '../../../app/domain/row-set.ts';
import { palettes } from '../../../app/figures/palette.ts';
import { escapeText } from '../../../app/figures/plotly-text.ts';
import type { FigureDescription, PlotlyTrace, PlotlyValue } from '../../../app/figures/plotly-types.ts';

export interface PairWishes {
  points: { x: readonly number[]; y: readonly number[]; rows: readonly number[] };
  /** Names with units. */
  x: string;
  y: string;
  line: { slope: number | null; intercept: number | null };
  selected: RowSet;
  theme: 'light' | 'dark';
}

/** Points of two columns and their straight line from the first point to the last. */
export function describePair({ points, x, y, line, selected, theme }: PairWishes): FigureDescription {
  const palette = palettes[theme];
  const title = (text: string): PlotlyValue => ({
    text: escapeText(text),
    standoff: 6,
    font: { size: 12, color: palette.text },
  });
  const axis = {
    ...{ showline: true, ticks: 'outside', ticklen: 4, zeroline: false, linecolor: palette.hint },
    ...{ gridcolor: palette.line, tickfont: { size: 11, color: palette.secondary } },
  };
  const ringed = points.rows.map((row, at) => (selected.has(row) ? at : -1)).filter((at) => at >= 0);
  const traces: PlotlyTrace[] = [
    {
      ...{ type: 'scatter', name: escapeText(y), mode: 'markers', x: points.x, y: points.y },
      marker: { size: 6, color: palette.accent },
    },
    ...lineTrace(points.x, line, palette.secondary),
    {
      ...{ type: 'scatter', name: 'selected', mode: 'markers', hoverinfo: 'skip' },
      x: ringed.map((at) => points.x[at] ?? Number.NaN),
      y: ringed.map((at) => points.y[at] ?? Number.NaN),
      marker: { size: 11, symbol: 'circle-open', color: palette.text },
    },
  ];
  return {
    data: traces,
    layout: {
      ...{ paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)', showlegend: false, hovermode: 'closest' },
      font: { family: "'Inter Variable', Inter, system-ui, sans-serif", size: 12, color: palette.text },
      margin: { l: 64, r: 12, t: 8, b: 42 },
      xaxis: { ...axis, title: title(x) },
      yaxis: { ...axis, title: title(y) },
    },
    config: {
      ...{ displayModeBar: false, displaylogo: false, showSendToCloud: false, plotlyServerURL: '', responsive: false },
    },
  };
}

function lineTrace(xs: readonly number[], { slope, intercept }: PairWishes['line'], color: string): PlotlyTrace[] {
  if (slope === null || intercept === null || xs.length === 0) return [];
  const ends = [xs.reduce((least, x) => Math.min(least, x)), xs.reduce((most, x) => Math.max(most, x))];
  return [
    {
      ...{ type: 'scatter', name: 'line', mode: 'lines', hoverinfo: 'skip' },
      x: ends,
      y: ends.map((x) => intercept + slope * x),
      line: { width: 1.25, dash: 'dash', color },
    },
  ];
}

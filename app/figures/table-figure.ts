import type { DrawMode, FigureColumn, TableFigure } from '../domain/table-figure.ts';
import { curveStyle, type FigureTheme } from './curve-style.ts';
import { axisStyle } from './figure-axes.ts';
import { figureConfig } from './figure-config.ts';
import { type Palette, palettes } from './palette.ts';
import { escapeText } from './plotly-text.ts';
import type { AxisStyle, FigureDescription, PlotlyTrace, PlotlyValue } from './plotly-types.ts';
import { withReversedAxes } from './reversed-axes.ts';
import type { AxisName } from './table-axes.ts';
import { bandTrace, barsNote, barTrace, type FittedBand, lineTrace } from './table-marks.ts';
import { axisPlace, plotlyTime, type XAxis } from './time-axis.ts';

interface Points {
  x: Float64Array;
  y: Float64Array;
}

/** One column of one table over the horizontal axis. */
export interface TableCurve {
  label: string;
  column: FigureColumn;
  axis: AxisName;
  all: Points;
  /** Those among them that are selected. */
  selected?: Points;
  /** Some of the points with one standard deviation of each y; left out: there are no bars. */
  bars?: Points & {
    errors: Float64Array;
    /** What they are, for pictures. */
    about?: string;
  };
}

/** What dragging does: magnify, or select records by their x alone or by x and y. */
export const dragModes = ['zoom', 'range', 'box'] as const;
export type DragMode = (typeof dragModes)[number];

export interface TableFigureOptions {
  mode: DrawMode;
  yScale: TableFigure['yScale'];
  theme: FigureTheme;
  line: FittedBand | null;
  reversed?: TableFigure['reversed'];
  drag?: DragMode;
  /** Of a picture; left out: the figure fills its place in the window. */
  print?: { widthPx: number; heightPx: number; seen: TableFigure['seen'] };
}

const mostPointsWithMarks = 400;
/** More would hide one another. */
const mostRings = 60;

/** Curves over one axis, with their units on theirs: what the window shows, and what a picture does. */
export function describeTableFigure(
  curves: readonly TableCurve[],
  x: XAxis,
  options: TableFigureOptions,
): FigureDescription {
  const palette = palettes[options.theme];
  const styles = curves.map((_, index) => styleOf(curves.length, index, options.theme, palette));
  const place = (values: Float64Array): PlotlyTrace['x'] => placesOf(values, x);
  return {
    data: [
      ...bandTrace(options.line, palette, options.theme),
      ...curves.map((curve, index) => curveTrace(curve, place, styles[index], options)),
      ...curves.flatMap((curve, index) => barTrace(curve, place, styles[index]?.color)),
      ...lineTrace(options.line, palette),
      ...curves.flatMap((curve) => selectedTrace(curve, place, palette)),
    ],
    layout: withReversedAxes(
      { ...frameOf(curves, x, options, palette), ...axesIn(curves, x, options, palette) },
      (options.reversed ?? []).map((name) => `${name}axis`),
    ),
    config: figureConfig,
  };
}

function frameOf(
  curves: readonly TableCurve[],
  x: XAxis,
  { theme, drag = 'zoom', print }: TableFigureOptions,
  palette: Palette,
): AxisStyle {
  const isOnPaper = theme === 'print';
  const right = curves.some(({ axis }) => axis === 'y2') ? 84 : 16;
  return {
    paper_bgcolor: isOnPaper ? palette.surface : 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: {
      family: print === undefined ? "'Inter Variable', Inter, system-ui, 'DejaVu Sans', sans-serif" : 'DejaVu Sans',
      size: 12,
      color: palette.text,
    },
    margin:
      print === undefined
        ? { l: 68, r: right, t: 8, b: 40 }
        : // Days stand below their times.
          { l: 80, r: right, t: 14, b: x.scale === null ? 48 : 62 },
    showlegend: curves.length > 1,
    legend: { orientation: 'h', x: 0, y: 1, yanchor: 'bottom', font: { size: 11.5 } },
    hovermode: 'closest',
    dragmode: drag === 'zoom' ? 'zoom' : 'select',
    selectdirection: drag === 'range' ? 'h' : 'any',
    // The rows that were found are marked instead of the place where they were looked for.
    selections: [],
    ...(print === undefined
      ? {}
      : { width: print.widthPx, height: print.heightPx, annotations: barsNote(curves, palette) }),
  };
}

function axesIn(
  curves: readonly TableCurve[],
  x: XAxis,
  { yScale, print }: TableFigureOptions,
  palette: Palette,
): Pick<FigureDescription['layout'], 'xaxis' | 'yaxis'> & AxisStyle {
  const axis = axisStyle(palette);
  const quantity = { ...axis, type: yScale, exponentformat: 'power' };
  const seen = print?.seen ?? { x: null, y: null };
  const second = curves.some((curve) => curve.axis === 'y2');
  return {
    xaxis: {
      ...axis,
      type: x.scale === null ? 'linear' : 'date',
      title: titleOf(x.column.name, x.scale ?? x.column.unit, palette),
      ...(seen.x === null ? {} : { range: seen.x.map((end) => placeOf(end, x)) }),
    },
    yaxis: {
      ...quantity,
      title: axisTitle(curves, 'y', palette),
      ...(seen.y === null ? {} : { range: seen.y.map((end) => (yScale === 'log' ? Math.log10(end) : end)) }),
    },
    ...(second
      ? {
          yaxis2: {
            ...quantity,
            side: 'right',
            overlaying: 'y',
            showgrid: false,
            tickmode: 'auto',
            fixedrange: true,
            title: axisTitle(curves, 'y2', palette),
          },
        }
      : {}),
  };
}

function titleOf(name: string, about: string | null, palette: Palette): PlotlyValue {
  const text = escapeText(about === null ? name : `${name} (${about})`);
  return { text, standoff: 8, font: { size: 12.5, color: palette.text } };
}

function axisTitle(curves: readonly TableCurve[], axis: AxisName, palette: Palette): PlotlyValue {
  const mine = curves.filter((curve) => curve.axis === axis);
  const names = [...new Set(mine.map(({ column }) => column.name))].join(', ');
  return titleOf(names, mine[0]?.column.unit ?? null, palette);
}

interface MarkStyle {
  color: string;
  symbol: string;
}

/** A single curve has the accent; several are told apart also by their marks. */
function styleOf(count: number, index: number, theme: FigureTheme, palette: Palette): MarkStyle {
  return count === 1 ? { color: palette.accent, symbol: 'circle' } : curveStyle(index, count, theme, false);
}

function curveTrace(
  { label, axis, all }: TableCurve,
  place: (values: Float64Array) => PlotlyTrace['x'],
  style: MarkStyle | undefined,
  { mode, yScale }: TableFigureOptions,
): PlotlyTrace {
  const many = all.x.length > mostPointsWithMarks;
  const { color = '', symbol = '' } = style ?? {};
  return {
    type: 'scatter',
    name: escapeText(label),
    x: place(all.x),
    // A logarithm has no place for what is not positive.
    y: yScale === 'log' ? all.y.map((value) => (value > 0 ? value : Number.NaN)) : all.y,
    yaxis: axis,
    mode: mode === 'points' ? 'markers' : many || mode === 'lines' ? 'lines' : 'lines+markers',
    marker: { size: many ? 3 : mode === 'points' ? 5 : 4, color, symbol },
    line: { width: 1.25, color },
    // Dragging a selection must not pale what it leaves out; the records found are marked by a curve of their own.
    unselected: { marker: { opacity: 1 } },
    connectgaps: false,
    hovertemplate: `%{x}<br>${escapeText(label)} %{y}<extra></extra>`,
  };
}

function selectedTrace(
  { label, axis, selected }: TableCurve,
  place: (values: Float64Array) => PlotlyTrace['x'],
  palette: Palette,
): PlotlyTrace[] {
  if (selected === undefined || selected.x.length === 0) return [];
  return [
    {
      type: 'scatter',
      name: `${escapeText(label)} (selected)`,
      showlegend: false,
      x: place(selected.x),
      y: selected.y,
      yaxis: axis,
      mode: 'markers',
      marker:
        selected.x.length > mostRings
          ? { size: 3.5, color: palette.text }
          : { size: 6, color: palette.surface, line: { width: 1.5, color: palette.text } },
      unselected: { marker: { opacity: 1 } },
      hoverinfo: 'skip',
    },
  ];
}

function placeOf(value: number, x: XAxis): number | string {
  return x.scale === null ? value : plotlyTime(axisPlace(x, value));
}

function placesOf(values: Float64Array, x: XAxis): PlotlyTrace['x'] {
  return x.scale === null ? values : Array.from(values, (value) => plotlyTime(axisPlace(x, value)));
}

import type { RecordColumn } from '../../../../app/contract/drms.ts';
import { curveStyle } from '../../../../app/figures/curve-style.ts';
import { axisStyle } from '../../../../app/figures/figure-axes.ts';
import { type Palette, palettes } from '../../../../app/figures/palette.ts';
import { escapeText } from '../../../../app/figures/plotly-text.ts';
import type { FigureDescription, PlotlyTrace, PlotlyValue } from '../../../../app/figures/plotly-types.ts';
import type { AxisName } from './plot-axes.ts';
import { axisPlace, plotlyTime, type XAxis } from './time-axis.ts';

interface Points {
  x: Float64Array;
  y: Float64Array;
}

/** One keyword of one table over the horizontal axis. */
export interface RecordCurve {
  label: string;
  column: RecordColumn;
  axis: AxisName;
  all: Points;
  /** Those among them that are selected. */
  selected: Points;
}

export type DrawMode = 'auto' | 'lines' | 'points';
/** What dragging does: magnify, or select records by their x alone or by x and y. */
export type DragMode = 'zoom' | 'range' | 'box';

export interface RecordPlotWishes {
  mode: DrawMode;
  drag: DragMode;
  isLog: boolean;
  theme: 'light' | 'dark';
}

const mostPointsWithMarks = 400;
/** More would hide one another. */
const mostRings = 60;

/** Curves over one axis, with their units on theirs. */
export function describeRecordPlot(
  curves: readonly RecordCurve[],
  x: XAxis,
  wishes: RecordPlotWishes,
): FigureDescription {
  const palette = palettes[wishes.theme];
  const axis = axisStyle(palette);
  const second = curves.some((curve) => curve.axis === 'y2');
  const type = wishes.isLog ? 'log' : 'linear';
  return {
    data: [
      ...curves.map((curve, index) => lineTrace(curve, x, styleOf(curves, index, wishes, palette), wishes.mode)),
      ...curves.flatMap((curve) => (curve.selected.x.length === 0 ? [] : [selectedTrace(curve, x, palette)])),
    ],
    layout: {
      paper_bgcolor: 'rgba(0,0,0,0)',
      plot_bgcolor: 'rgba(0,0,0,0)',
      font: { family: "'Inter Variable', Inter, system-ui, sans-serif", size: 12, color: palette.text },
      margin: { l: 68, r: second ? 84 : 16, t: 8, b: 40 },
      showlegend: curves.length > 1,
      legend: { orientation: 'h', x: 0, y: 1, yanchor: 'bottom', font: { size: 11.5 } },
      hovermode: 'closest',
      dragmode: wishes.drag === 'zoom' ? 'zoom' : 'select',
      selectdirection: wishes.drag === 'range' ? 'h' : 'any',
      // The rows that were found are marked instead of the place where they were looked for.
      selections: [],
      xaxis: {
        ...axis,
        type: x.scale === null ? 'linear' : 'date',
        title: titleOf(x.column.name, x.scale ?? x.column.unit, palette),
      },
      yaxis: { ...axis, type, title: axisTitle(curves, 'y', palette) },
      ...(second
        ? {
            yaxis2: {
              ...axis,
              type,
              side: 'right',
              overlaying: 'y',
              showgrid: false,
              tickmode: 'auto',
              fixedrange: true,
              title: axisTitle(curves, 'y2', palette),
            },
          }
        : {}),
    },
    config: {
      displayModeBar: false,
      showSendToCloud: false,
      plotlyServerURL: '',
      displaylogo: false,
      responsive: false,
    },
  };
}

function titleOf(name: string, about: string | null, palette: Palette): PlotlyValue {
  const text = escapeText(about === null ? name : `${name} (${about})`);
  return { text, standoff: 8, font: { size: 12.5, color: palette.text } };
}

function axisTitle(curves: readonly RecordCurve[], axis: AxisName, palette: Palette): PlotlyValue {
  const mine = curves.filter((curve) => curve.axis === axis);
  const names = [...new Set(mine.map(({ column }) => column.name))].join(', ');
  return titleOf(names, mine[0]?.column.unit ?? null, palette);
}

interface LineStyle {
  color: string;
  symbol: string;
}

/** A single curve has the accent; several are told apart also by their marks. */
function styleOf(
  curves: readonly RecordCurve[],
  index: number,
  { theme }: RecordPlotWishes,
  palette: Palette,
): LineStyle {
  return curves.length === 1
    ? { color: palette.accent, symbol: 'circle' }
    : curveStyle(index, curves.length, theme, false);
}

function lineTrace({ label, axis, all }: RecordCurve, x: XAxis, style: LineStyle, mode: DrawMode): PlotlyTrace {
  const many = all.x.length > mostPointsWithMarks;
  return {
    type: 'scatter',
    name: escapeText(label),
    x: placesOf(all.x, x),
    y: all.y,
    yaxis: axis,
    mode: mode === 'points' ? 'markers' : many || mode === 'lines' ? 'lines' : 'lines+markers',
    marker: { size: many ? 3 : 4, color: style.color, symbol: style.symbol },
    line: { width: 1.25, color: style.color },
    // Dragging a selection must not pale what it leaves out; the records found are marked by a curve of their own.
    unselected: { marker: { opacity: 1 } },
    connectgaps: false,
    hovertemplate: `%{x}<br>${escapeText(label)} %{y}<extra></extra>`,
  };
}

function selectedTrace({ label, axis, selected }: RecordCurve, x: XAxis, palette: Palette): PlotlyTrace {
  return {
    type: 'scatter',
    name: `${escapeText(label)}, selected`,
    showlegend: false,
    x: placesOf(selected.x, x),
    y: selected.y,
    yaxis: axis,
    mode: 'markers',
    marker:
      selected.x.length > mostRings
        ? { size: 3.5, color: palette.text }
        : { size: 6, color: palette.surface, line: { width: 1.5, color: palette.text } },
    unselected: { marker: { opacity: 1 } },
    hoverinfo: 'skip',
  };
}

function placesOf(values: Float64Array, x: XAxis): PlotlyTrace['x'] {
  return x.scale === null ? values : Array.from(values, (value) => plotlyTime(axisPlace(x, value)));
}

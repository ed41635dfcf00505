import type { FigureCurve, FigureOptions } from './figure-options.ts';
import { type LegendColumns, legendColumns } from './legend-columns.ts';
import type { Palette } from './palette.ts';
import { escapeText } from './plotly-text.ts';
import type { PlotlyLayout, PlotlyValue } from './plotly-types.ts';

/** What plotly draws where no size is told, in px. */
const defaultSize = { width: 700, height: 450 };

/** Temperatures worth a tick on the upper axis of an Arrhenius figure, in K. */
const niceTemperatures = [
  1000, 800, 700, 600, 500, 450, 400, 350, 300, 275, 250, 225, 200, 180, 160, 140, 120, 100, 80, 60, 50, 40, 30, 20,
];

export function layoutOf(
  curves: readonly FigureCurve[],
  options: FigureOptions,
  palette: Palette,
  columns: LegendColumns | null,
): PlotlyLayout {
  const arrhenius = options.view === 'arrhenius';
  const family =
    options.fontFamily ??
    (options.theme === 'print' ? 'DejaVu Sans' : "'Inter Variable', Inter, system-ui, 'DejaVu Sans', sans-serif");
  const axis = {
    showline: true,
    ticks: 'outside',
    ticklen: 4,
    linecolor: palette.hint,
    tickcolor: palette.hint,
    gridcolor: palette.line,
    zeroline: false,
    // The margins have room for all labels; plotly would measure each of them to hide some.
    ticklabeloverflow: 'allow',
    tickfont: { size: 11.5, color: palette.secondary },
  };
  const title = (text: string): PlotlyValue => ({ text, standoff: 8, font: { size: 12.5, color: palette.text } });
  const range = xRange(curves);
  const layout: PlotlyLayout = {
    paper_bgcolor: options.theme === 'print' ? palette.surface : 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family, size: 12, color: palette.text },
    margin: {
      ...marginsOf(options),
      ...(columns?.marginRightPx === undefined ? {} : { r: columns.marginRightPx, autoexpand: false }),
    },
    showlegend: columns !== null,
    ...columns?.legends,
    hovermode: 'closest',
    hoverlabel: { bgcolor: palette.surface, bordercolor: palette.hint, font: { size: 12, color: palette.text } },
    dragmode: 'zoom',
    xaxis: {
      ...axis,
      title: title(arrhenius ? '1000/<i>T</i> (K⁻¹)' : '<i>T</i> (K)'),
      ...(range === null ? {} : { range }),
    },
    yaxis: {
      ...axis,
      title: title('<i>σ</i> (S/cm)'),
      type: options.yScale,
      exponentformat: 'power',
      ...(options.yScale === 'log'
        ? { dtick: decades(curves) > 8 ? 2 : 1, minor: { ticks: 'outside', ticklen: 2, tickcolor: palette.hint } }
        : {}),
      ...yRange(curves, options.yScale),
    },
    shapes: fitBand(options, palette),
  };
  if (arrhenius && range !== null) layout.xaxis2 = upperAxis(range, axis, title('<i>T</i> (K)'));
  if (options.title !== undefined)
    layout.title = { text: escapeText(options.title), font: { size: 14 }, y: 0.98, yanchor: 'top' };
  if (options.width !== undefined) layout.width = options.width;
  if (options.height !== undefined) layout.height = options.height;
  return layout;
}

interface Margins {
  l: number;
  r: number;
  t: number;
  b: number;
}

function marginsOf({ view, legend, title }: FigureOptions): Margins {
  return { l: 68, r: legend ? 24 : 16, t: (view === 'arrhenius' ? 46 : 14) + (title === undefined ? 0 : 26), b: 46 };
}

/** Where the names of the curves stand; null without legend. */
export function legendOf(names: readonly string[], options: FigureOptions, palette: Palette): LegendColumns | null {
  if (!options.legend) return null;
  const { l, t, b } = marginsOf(options);
  return legendColumns(
    names,
    {
      widthPx: options.width ?? defaultSize.width,
      axesHeightPx: (options.height ?? defaultSize.height) - t - b,
      marginLeftPx: l,
    },
    { font: { size: 11.5, color: palette.text }, bgcolor: 'rgba(0,0,0,0)', tracegroupgap: 0 },
  );
}

/** Powers of ten that the curves span; a label for each would crowd a low panel. */
function decades(curves: readonly FigureCurve[]): number {
  const { range } = yRange(curves, 'log') as { range?: readonly [number, number] };
  return range === undefined ? 0 : range[1] - range[0];
}

function upperAxis(
  range: readonly [number, number],
  axis: { readonly [key: string]: PlotlyValue },
  title: PlotlyValue,
): PlotlyValue {
  const inside = niceTemperatures.filter((kelvin) => 1000 / kelvin >= range[0] && 1000 / kelvin <= range[1]);
  // Labels closer than a twelfth of the width would touch.
  const gap = (range[1] - range[0]) / 12;
  const shown: number[] = [];
  for (const kelvin of inside)
    if (shown.length === 0 || 1000 / kelvin - 1000 / (shown.at(-1) ?? kelvin) >= gap) shown.push(kelvin);
  return {
    ...axis,
    overlaying: 'x',
    matches: 'x',
    side: 'top',
    showgrid: false,
    title,
    tickmode: 'array',
    tickvals: shown.map((kelvin) => 1000 / kelvin),
    ticktext: shown.map(String),
  };
}

function fitBand({ view, showFit, fitRange }: FigureOptions, palette: Palette): PlotlyValue[] {
  if (view !== 'arrhenius' || !showFit || fitRange === null) return [];
  const edges = { type: 'line', yref: 'paper', y0: 0, y1: 1, line: { color: palette.accent, width: 1.2 } };
  const { minInverseKelvin: x0, maxInverseKelvin: x1 } = fitRange;
  return [
    {
      type: 'rect',
      yref: 'paper',
      x0,
      x1,
      y0: 0,
      y1: 1,
      fillcolor: palette.accent,
      opacity: palette.band,
      line: { width: 0 },
      layer: 'below',
    },
    { ...edges, x0, x1: x0 },
    { ...edges, x0: x1, x1 },
  ];
}

/** All points with a little room, so that no marker is cut; null without points. */
function xRange(curves: readonly FigureCurve[]): [number, number] | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { x } of curves) {
    for (const value of x) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (!(high >= low)) return null;
  const room = high > low ? 0.03 * (high - low) : Math.abs(high) * 0.05 || 1;
  return [low - room, high + room];
}

function yRange(curves: readonly FigureCurve[], scale: 'log' | 'linear'): { readonly [key: string]: PlotlyValue } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { y } of curves) {
    for (const value of y) {
      if (!Number.isFinite(value) || (scale === 'log' && value <= 0)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (!(high >= low)) return {};
  if (scale === 'log') {
    const [from, to] = [Math.log10(low), Math.log10(high)];
    const room = Math.max(0.1, 0.04 * (to - from));
    return { range: [from - room, to + room] };
  }
  const room = high > low ? 0.04 * (high - low) : Math.abs(high) * 0.05 || 1;
  return { range: [low - room, high + room] };
}

import type { ArrheniusFit, ConductivityView, FitRange } from '../domain/conductivity.ts';
import { curveStyle, type FigureTheme } from './curve-style.ts';
import type { FigureDescription, PlotlyLayout, PlotlyTrace, PlotlyValue } from './plotly-types.ts';

export { curveStyle, type FigureTheme } from './curve-style.ts';

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

interface Palette {
  text: string;
  secondary: string;
  hint: string;
  line: string;
  surface: string;
  accent: string;
  band: number;
}

const palettes: Record<FigureTheme, Palette> = {
  light: {
    text: '#1c1d1f',
    secondary: '#515458',
    hint: '#606368',
    line: '#e4e4e0',
    surface: '#ffffff',
    accent: '#0b6a86',
    band: 0.055,
  },
  dark: {
    text: '#e6e7e9',
    secondary: '#b1b5ba',
    hint: '#a0a5ab',
    line: '#2d3033',
    surface: '#1e2022',
    accent: '#62bcd5',
    band: 0.09,
  },
  print: {
    text: '#000000',
    secondary: '#222222',
    hint: '#444444',
    line: '#dddddd',
    surface: '#ffffff',
    accent: '#0b6a86',
    band: 0.055,
  },
};

/** Temperatures worth a tick on the upper axis of an Arrhenius figure, in K. */
const niceTemperatures = [
  1000, 800, 700, 600, 500, 450, 400, 350, 300, 275, 250, 225, 200, 180, 160, 140, 120, 100, 80, 60, 50, 40, 30, 20,
];

/** Enough of a marker that it is still told apart; beyond, lines say more. */
const mostMarkers = 4000;

export function describeConductivityFigure(curves: readonly FigureCurve[], options: FigureOptions): FigureDescription {
  const palette = palettes[options.theme];
  const drawn = curves.reduce((sum, curve) => sum + curve.x.length, 0);
  const traces = curves.map((curve, index) => pointTrace(curve, index, curves.length, options, drawn > mostMarkers));
  const fits =
    options.showFit && options.view === 'arrhenius'
      ? curves.flatMap((curve, index) => fitTrace(curve, index, curves.length, options))
      : [];
  const upper = options.view === 'arrhenius' ? upperAxisTrace(curves) : [];
  return {
    data: [...traces, ...fits, ...upper],
    layout: layoutOf(curves, options, palette),
    config: {
      displayModeBar: false,
      showSendToCloud: false,
      plotlyServerURL: '',
      displaylogo: false,
      responsive: false,
    },
  };
}

function pointTrace(
  curve: FigureCurve,
  index: number,
  total: number,
  options: FigureOptions,
  asLine: boolean,
): PlotlyTrace {
  const style = curveStyle(index, total, options.theme, options.ordered ?? false);
  const focused = options.focusedSample === curve.sampleName;
  const unit = options.view === 'arrhenius' ? '1000/<i>T</i> %{x:.3f} K⁻¹' : '<i>T</i> %{x:.1f} K';
  return {
    type: 'scatter',
    name: escapeText(curve.sampleName),
    x: curve.x,
    // A logarithm has no place for what is not positive; it is counted and said beside the figure.
    y: options.yScale === 'log' ? curve.y.map((value) => (value > 0 ? value : Number.NaN)) : curve.y,
    mode: asLine ? 'lines' : options.showFit && options.view === 'arrhenius' ? 'markers' : 'lines+markers',
    marker: {
      symbol: style.symbol,
      size: focused ? 7 : 5,
      color: style.color,
      line: { width: style.symbol.endsWith('open') ? 1.2 : 0, color: style.color },
    },
    line: { color: style.color, width: focused ? 2 : 1.25, dash: style.dash },
    connectgaps: false,
    hovertemplate: `${escapeText(curve.sampleName)}<br>${unit}<br><i>σ</i> %{y:.3g} S/cm<extra></extra>`,
  };
}

function fitTrace(curve: FigureCurve, index: number, total: number, options: FigureOptions): PlotlyTrace[] {
  const { fit } = curve;
  const range = options.fitRange;
  if (fit === null || range === null) return [];
  const style = curveStyle(index, total, options.theme, options.ordered ?? false);
  const slope = -fit.activationEnergyEv / (1000 * 8.617333262e-5);
  // Two points suffice on a logarithmic axis, a linear one shows the bend of the exponential.
  const count = options.yScale === 'log' ? 2 : 60;
  const x = Array.from(
    { length: count },
    (_, step) => range.minInverseKelvin + ((range.maxInverseKelvin - range.minInverseKelvin) * step) / (count - 1),
  );
  return [
    {
      type: 'scatter',
      name: `${escapeText(curve.sampleName)} fit`,
      x,
      y: x.map((value) => Math.exp(fit.lnSigma0 + slope * value)),
      mode: 'lines',
      line: { color: style.color, width: 1.2, dash: style.dash },
      hoverinfo: 'skip',
      showlegend: false,
    },
  ];
}

/** Plotly draws a second axis only if a trace lies on it. */
function upperAxisTrace(curves: readonly FigureCurve[]): PlotlyTrace[] {
  const x = curves.find((curve) => curve.x.length > 0)?.x[0];
  if (x === undefined) return [];
  return [
    {
      type: 'scatter',
      name: 'T',
      x: [x],
      y: [Number.NaN],
      xaxis: 'x2',
      showlegend: false,
      hoverinfo: 'skip',
    },
  ];
}

function layoutOf(curves: readonly FigureCurve[], options: FigureOptions, palette: Palette): PlotlyLayout {
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
    tickfont: { size: 11.5, color: palette.secondary },
  };
  const title = (text: string): PlotlyValue => ({ text, standoff: 8, font: { size: 12.5, color: palette.text } });
  const range = xRange(curves);
  const layout: PlotlyLayout = {
    paper_bgcolor: options.theme === 'print' ? palette.surface : 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family, size: 12, color: palette.text },
    margin: {
      l: 68,
      r: options.legend ? 24 : 16,
      t: (arrhenius ? 46 : 14) + (options.title === undefined ? 0 : 26),
      b: 46,
    },
    showlegend: options.legend,
    legend: { font: { size: 11.5, color: palette.text }, bgcolor: 'rgba(0,0,0,0)', tracegroupgap: 0 },
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

/** Plotly reads a small HTML; names of samples are text. */
function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

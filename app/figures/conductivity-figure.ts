import { plainDetails } from '../domain/figure-details.ts';
import { fromSigma, quantityOf } from '../domain/figure-units.ts';
import { curveStyle } from './curve-style.ts';
import { axisStyle, hasResiduals, isOnRight } from './figure-axes.ts';
import { layoutOf, legendOf } from './figure-layout.ts';
import type { FigureCurve, FigureOptions } from './figure-options.ts';
import { drawnInset } from './inset.ts';
import { palettes } from './palette.ts';
import { hasPanels, panelAxes } from './panel-grid.ts';
import { escapeText } from './plotly-text.ts';
import type { FigureDescription, PlotlyTrace, PlotlyValue } from './plotly-types.ts';
import { formulaTrace, residualShare, residualTrace } from './residual-panel.ts';
import { type Bars, type ShownCurve, shownCurve } from './shown-curve.ts';

export type { FigureTheme } from './curve-style.ts';
export type { FigureCurve, FigureOptions } from './figure-options.ts';

/** Enough of a marker that it is still told apart; beyond, lines say more. */
const mostMarkers = 4000;

export function describeConductivityFigure(given: readonly FigureCurve[], options: FigureOptions): FigureDescription {
  const palette = palettes[options.theme];
  const details = options.details ?? plainDetails;
  const curves = given.map((curve) => shownCurve(curve, options.view, details));
  const drawn = curves.reduce((sum, curve) => sum + curve.x.length, 0);
  const columns = legendOf(
    curves.map((curve) => curve.sampleName),
    options,
    palette,
  );
  const isInPanels = hasPanels(details, curves.length);
  const place = (index: number): Partial<PlotlyTrace> => {
    const curve = curves[index];
    if (isInPanels) return panelAxes(index);
    return curve !== undefined && isOnRight(curve, details) ? { yaxis: 'y2' } : {};
  };
  const points = curves.map((curve, index) => ({
    ...pointTrace(curve, index, curves.length, options, drawn > mostMarkers),
    ...columns?.entryOf(index),
    ...place(index),
  }));
  const lines = curves.flatMap((curve, index) =>
    [...fitTrace(curve, index, curves.length, options), ...formulaTrace(curve, index, curves.length, options)].map(
      (trace) => ({ ...trace, ...place(index) }),
    ),
  );
  const withResiduals = hasResiduals(curves, details);
  const residuals = withResiduals
    ? curves.flatMap((curve, index) => residualTrace(curve, index, curves.length, options))
    : [];
  const lowest = withResiduals ? residualShare : 0;
  const inset = isInPanels ? null : drawnInset(details, options, axisStyle(palette), palette, lowest);
  const upper = options.view === 'arrhenius' && !isInPanels ? upperAxisTrace(curves) : [];
  return {
    data: [
      ...[...points, ...lines, ...residuals, ...upper],
      ...(inset?.again([...points, ...lines]) ?? []),
      ...(columns?.rest ?? []),
    ],
    layout: layoutOf(curves, options, palette, { columns, inset }),
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
  curve: ShownCurve,
  index: number,
  total: number,
  options: FigureOptions,
  asLine: boolean,
): PlotlyTrace {
  const style = curveStyle(index, total, options.theme, options.ordered ?? false);
  const focused = options.focusedSample === curve.sampleName;
  const isFitted = (options.showFit && options.view === 'arrhenius') || curve.formula !== undefined;
  return {
    type: 'scatter',
    name: escapeText(curve.sampleName),
    x: curve.x,
    // A logarithm has no place for what is not positive; it is counted and said beside the figure.
    y: options.yScale === 'log' ? curve.y.map((value) => (value > 0 ? value : Number.NaN)) : curve.y,
    mode: asLine ? 'lines' : isFitted ? 'markers' : 'lines+markers',
    marker: {
      symbol: style.symbol,
      size: focused ? 7 : 5,
      color: style.color,
      line: { width: style.symbol.endsWith('open') ? 1.2 : 0, color: style.color },
    },
    line: { color: style.color, width: focused ? 2 : 1.25, dash: style.dash },
    ...(curve.xBars === null ? {} : { error_x: drawnBars(curve.xBars, style.color) }),
    ...(curve.yBars === null ? {} : { error_y: drawnBars(curve.yBars, style.color) }),
    connectgaps: false,
    hovertemplate: `${escapeText(curve.sampleName)}<br>${hoverText(options)}<extra></extra>`,
  };
}

function hoverText({ view, details = plainDetails }: FigureOptions): string {
  const { temperatureUnit, quantityUnit } = details;
  const temperature = view === 'arrhenius' ? '1000/<i>T</i> %{x:.3f} K⁻¹' : `<i>T</i> %{x:.1f} ${temperatureUnit}`;
  return `${temperature}<br><i>${quantityOf(quantityUnit).symbol}</i> %{y:.3g} ${quantityUnit}`;
}

function drawnBars({ plus, minus }: Bars, color: string): PlotlyValue {
  return { type: 'data', symmetric: false, array: plus, arrayminus: minus, color, thickness: 0.8, width: 2 };
}

function fitTrace(curve: ShownCurve, index: number, total: number, options: FigureOptions): PlotlyTrace[] {
  const { fit } = curve;
  const range = options.fitRange;
  if (fit === null || range === null || !options.showFit || options.view !== 'arrhenius') return [];
  const style = curveStyle(index, total, options.theme, options.ordered ?? false);
  const { quantityUnit } = options.details ?? plainDetails;
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
      y: x.map((value) => fromSigma(Math.exp(fit.lnSigma0 + slope * value), quantityUnit)),
      mode: 'lines',
      line: { color: style.color, width: 1.2, dash: style.dash },
      hoverinfo: 'skip',
      showlegend: false,
    },
  ];
}

/** Plotly draws a second axis only if a trace lies on it. */
function upperAxisTrace(curves: readonly ShownCurve[]): PlotlyTrace[] {
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

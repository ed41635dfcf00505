import { type FigureDetails, isOnRight, plainDetails } from '../domain/figure-details.ts';
import { fromSigma, quantityOf } from '../domain/figure-units.ts';
import type { FigureGaps } from './axis-breaks.ts';
import { type BrokenCurve, brokenCurve, brokenLine } from './broken-curve.ts';
import { curveStyle } from './curve-style.ts';
import { axisStyle, hasResiduals } from './figure-axes.ts';
import { figureConfig } from './figure-config.ts';
import { layoutOf, legendOf } from './figure-layout.ts';
import type { FigureCurve, FigureOptions } from './figure-options.ts';
import { drawnInset } from './inset.ts';
import { palettes } from './palette.ts';
import { hasPanels, panelAxes } from './panel-grid.ts';
import { placedBreaks } from './placed-breaks.ts';
import { escapeText } from './plotly-text.ts';
import type { FigureDescription, PlotlyTrace, PlotlyValue } from './plotly-types.ts';
import { formulaTrace, residualShare, residualTrace } from './residual-panel.ts';
import { withReversedAxes } from './reversed-axes.ts';
import { rightQuantity } from './right-quantity.ts';
import { type Bars, type ShownCurve, shownCurve } from './shown-curve.ts';

export type { FigureTheme } from './curve-style.ts';
export type { FigureCurve, FigureOptions } from './figure-options.ts';

/** Enough of a marker that it is still told apart; beyond, lines say more. */
const mostMarkers = 4000;

export function describeConductivityFigure(given: readonly FigureCurve[], options: FigureOptions): FigureDescription {
  const palette = palettes[options.theme];
  const details = options.details ?? plainDetails;
  const gaps = options.gaps ?? placedBreaks(given, options).gaps;
  const curves = given.map((curve) => {
    const shown = shownCurve(curve, options.view, details);
    return brokenCurve(shown, isOnRight(shown.sampleName, details) ? { ...gaps, y: null } : gaps);
  });
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
    return curve !== undefined && isOnRight(curve.sampleName, details) ? { yaxis: 'y2' } : {};
  };
  const points = curves.map((curve, index) => ({
    ...pointTrace(curve, index, curves.length, options, drawn > mostMarkers),
    ...columns?.entryOf(index),
    ...place(index),
  }));
  const lines = curves.flatMap((curve, index) =>
    [
      ...bridgeTrace(curve, points[index]),
      ...fitTrace(curve, index, curves.length, options, gaps),
      ...formulaTrace(curve, index, curves.length, options),
    ].map((trace) => ({ ...trace, ...place(index) })),
  );
  const withResiduals = hasResiduals(curves, details);
  const residuals = withResiduals
    ? curves.flatMap((curve, index) => residualTrace(curve, index, curves.length, options))
    : [];
  const lowest = withResiduals ? residualShare : 0;
  const inset = isInPanels ? null : drawnInset({ ...options, details, gaps }, axisStyle(palette), palette, lowest);
  const other = rightQuantity(given, options, gaps);
  const upper = options.view === 'arrhenius' && !isInPanels ? upperAxisTrace(curves) : [];
  return {
    data: [
      ...[...points, ...lines, ...residuals, ...(other?.traces ?? []), ...upper],
      ...(inset?.again([...points, ...lines]) ?? []),
      ...(columns?.rest ?? []),
    ],
    layout: withReversedAxes(layoutOf(curves, options, palette, { columns, inset, gaps, other }), reversedOf(details)),
    config: figureConfig,
    ...(gaps.x === null && gaps.y === null ? {} : { gaps }),
  };
}

/** The axis above and those of panels follow; another quantity on the right has an axis of its own. */
function reversedOf({ reversed, rightColumn }: FigureDetails): string[] {
  return [
    ...(reversed.includes('temperature') ? ['xaxis', 'xaxis4'] : []),
    ...(reversed.includes('sigma') ? ['yaxis', 'yaxis4', ...(rightColumn === null ? ['yaxis2'] : [])] : []),
  ];
}

function pointTrace(
  curve: BrokenCurve,
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
    ...hoverOf(curve, options),
  };
}

function hoverOf(
  { sampleName, values }: BrokenCurve,
  { view, details = plainDetails }: FigureOptions,
): Partial<PlotlyTrace> {
  const { temperatureUnit, quantityUnit } = details;
  const [x, y] = values === undefined ? ['x', 'y'] : ['customdata[0]', 'customdata[1]'];
  const temperature =
    view === 'arrhenius' ? `1000/<i>T</i> %{${x}:.3f} K⁻¹` : `<i>T</i> %{${x}:.1f} ${temperatureUnit}`;
  const quantity = `<i>${quantityOf(quantityUnit).symbol}</i> %{${y}:.3g} ${quantityUnit}`;
  return {
    hovertemplate: `${escapeText(sampleName)}<br>${temperature}<br>${quantity}<extra></extra>`,
    ...(values === undefined ? {} : { customdata: Array.from(values.x, (value, row) => [value, values.y[row]]) }),
  };
}

/** The line of a curve between its last point before a gap and its first one behind it. */
function bridgeTrace({ sampleName, bridges }: BrokenCurve, points: PlotlyTrace | undefined): PlotlyTrace[] {
  if (bridges === undefined || bridges.x.length === 0 || !String(points?.mode).includes('lines')) return [];
  return [
    {
      ...{ type: 'scatter', mode: 'lines', showlegend: false, hoverinfo: 'skip', ...bridges },
      name: `${escapeText(sampleName)} at gaps`,
      line: points?.line,
    },
  ];
}

function drawnBars({ plus, minus }: Bars, color: string): PlotlyValue {
  return { type: 'data', symmetric: false, array: plus, arrayminus: minus, color, thickness: 0.8, width: 2 };
}

function fitTrace(
  curve: ShownCurve,
  index: number,
  total: number,
  options: FigureOptions,
  gaps: FigureGaps,
): PlotlyTrace[] {
  const { fit } = curve;
  const range = options.fitRange;
  if (fit === null || range === null || !options.showFit || options.view !== 'arrhenius') return [];
  const style = curveStyle(index, total, options.theme, options.ordered ?? false);
  const { quantityUnit } = options.details ?? plainDetails;
  const slope = -fit.activationEnergyEv / (1000 * 8.617333262e-5);
  // Two points suffice on a logarithmic axis, a linear one shows the bend of the exponential.
  const count = options.yScale === 'log' ? 2 : 60;
  const x = Float64Array.from(
    { length: count },
    (_, step) => range.minInverseKelvin + ((range.maxInverseKelvin - range.minInverseKelvin) * step) / (count - 1),
  );
  return [
    {
      type: 'scatter',
      name: `${escapeText(curve.sampleName)} fit`,
      ...brokenLine(
        { x, y: x.map((value) => fromSigma(Math.exp(fit.lnSigma0 + slope * value), quantityUnit)) },
        isOnRight(curve.sampleName, options.details ?? plainDetails) ? { ...gaps, y: null } : gaps,
      ),
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

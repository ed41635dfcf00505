import { curveStyle } from './curve-style.ts';
import { layoutOf, legendOf } from './figure-layout.ts';
import type { FigureCurve, FigureOptions } from './figure-options.ts';
import { palettes } from './palette.ts';
import { escapeText } from './plotly-text.ts';
import type { FigureDescription, PlotlyTrace } from './plotly-types.ts';

export type { FigureTheme } from './curve-style.ts';
export type { FigureCurve, FigureOptions } from './figure-options.ts';

/** Enough of a marker that it is still told apart; beyond, lines say more. */
const mostMarkers = 4000;

export function describeConductivityFigure(curves: readonly FigureCurve[], options: FigureOptions): FigureDescription {
  const palette = palettes[options.theme];
  const drawn = curves.reduce((sum, curve) => sum + curve.x.length, 0);
  const legend = legendOf(
    curves.map((curve) => curve.sampleName),
    options,
    palette,
  );
  const traces = curves.map((curve, index) => ({
    ...pointTrace(curve, index, curves.length, options, drawn > mostMarkers),
    ...legend?.entryOf(index),
  }));
  const fits =
    options.showFit && options.view === 'arrhenius'
      ? curves.flatMap((curve, index) => fitTrace(curve, index, curves.length, options))
      : [];
  const upper = options.view === 'arrhenius' ? upperAxisTrace(curves) : [];
  return {
    data: [...traces, ...fits, ...upper, ...(legend?.rest ?? [])],
    layout: layoutOf(curves, options, palette, legend),
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

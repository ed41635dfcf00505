import type { FigureDetails } from '../domain/figure-details.ts';
import { curveStyle } from './curve-style.ts';
import type { FigureOptions } from './figure-options.ts';
import { escapeText } from './plotly-text.ts';
import type { AxisStyle, PlotlyTrace, PlotlyValue } from './plotly-types.ts';
import type { ShownCurve } from './shown-curve.ts';

/** Of the height; the axes of the curves begin above it. */
export const residualShare = 0.28;
const gap = 0.05;

/** What is left of the points after the formula is taken away, below the curves. */
export function residualAxis(
  curves: readonly ShownCurve[],
  details: FigureDetails,
  axis: AxisStyle,
  title: (text: string) => PlotlyValue,
): AxisStyle {
  let largest = 0;
  for (const { formula } of curves)
    for (const value of formula?.residuals.y ?? []) if (Math.abs(value) > largest) largest = Math.abs(value);
  const reach = largest === 0 ? 1 : largest * 1.1;
  return {
    ...axis,
    anchor: 'x',
    domain: [0, residualShare - gap],
    range: [-reach, reach],
    nticks: 5,
    // As short as can be: the title stands beside it.
    exponentformat: 'e',
    zeroline: true,
    zerolinecolor: axis.linecolor,
    title: title(`<i>σ</i> − fit (${details.formula?.weight === 'equal' ? 'S/cm' : '%'})`),
  };
}

/** The fitted formula as a line. */
export function formulaTrace(curve: ShownCurve, index: number, total: number, options: FigureOptions): PlotlyTrace[] {
  const { formula, sampleName } = curve;
  if (formula === undefined) return [];
  const { color } = curveStyle(index, total, options.theme, options.ordered ?? false);
  return [
    {
      ...{ type: 'scatter', mode: 'lines', showlegend: false, hoverinfo: 'skip' },
      name: `${escapeText(sampleName)} formula`,
      x: formula.x,
      y: options.yScale === 'log' ? formula.y.map((value) => (value > 0 ? value : Number.NaN)) : formula.y,
      line: { color, width: 1.4, dash: 'solid' },
    },
  ];
}

export function residualTrace(curve: ShownCurve, index: number, total: number, options: FigureOptions): PlotlyTrace[] {
  const { formula, sampleName } = curve;
  if (formula === undefined) return [];
  const { color, symbol } = curveStyle(index, total, options.theme, options.ordered ?? false);
  return [
    {
      ...{ type: 'scatter', mode: 'markers', showlegend: false, hoverinfo: 'skip', yaxis: 'y3' },
      name: `${escapeText(sampleName)} residuals`,
      x: formula.residuals.x,
      y: formula.residuals.y,
      marker: { symbol, size: 3, color, line: { width: symbol.endsWith('open') ? 0.8 : 0, color } },
    },
  ];
}

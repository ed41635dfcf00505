import { type FigureDetails, plainDetails } from '../domain/figure-details.ts';
import { shownX } from '../domain/figure-units.ts';
import { type FigureGaps, toScale } from './axis-breaks.ts';
import { brokenLine } from './broken-curve.ts';
import { curveStyle } from './curve-style.ts';
import type { FigureCurve, FigureOptions } from './figure-options.ts';
import { hasPanels } from './panel-grid.ts';
import { escapeText } from './plotly-text.ts';
import type { AxisStyle, PlotlyTrace } from './plotly-types.ts';

/** Of what is drawn, below and above. */
const room = 0.04;

/** Another quantity of the files, with the axis on the right for itself. */
export interface RightQuantity {
  /** Lines without markers: those of σ have them. */
  traces: PlotlyTrace[];
  axis: AxisStyle & { title: string };
}

/** Null where none is asked for, or no curve has it. All have the unit of the first one. */
export function rightQuantity(
  curves: readonly FigureCurve[],
  options: FigureOptions,
  gaps: FigureGaps,
): RightQuantity | null {
  const details = options.details ?? plainDetails;
  const { rightColumn } = details;
  const unit = curves.find(({ other }) => other !== undefined)?.other?.unit;
  if (rightColumn === null || unit === undefined || hasPanels(details, curves.length)) return null;
  const { column, scale } = rightColumn;
  const name = `${escapeText(column)}${unit === null ? '' : ` (${escapeText(unit)})`}`;
  const traces = curves.flatMap((curve, index) =>
    curve.other === undefined || curve.other.unit !== unit
      ? []
      : [
          quantityTrace(
            { ...curve, other: curve.other },
            { index, total: curves.length, name },
            options,
            details,
            gaps,
          ),
        ],
  );
  const range = rangeOf(traces, scale);
  return { traces, axis: { title: name, type: scale, ...(range === null ? {} : { range }) } };
}

function quantityTrace(
  { sampleName, other }: FigureCurve & { other: NonNullable<FigureCurve['other']> },
  { index, total, name }: { index: number; total: number; name: string },
  { theme, ordered = false, view }: FigureOptions,
  details: FigureDetails,
  gaps: FigureGaps,
): PlotlyTrace {
  const scale = details.rightColumn?.scale ?? 'linear';
  const x = other.x.map((value) => shownX(value, view, details));
  const y = scale === 'log' ? other.y.map((value) => (value > 0 ? value : Number.NaN)) : other.y;
  return {
    ...{ type: 'scatter', mode: 'lines', yaxis: 'y2', showlegend: false, connectgaps: false },
    ...brokenLine({ x, y }, { x: gaps.x, y: null, yScale: scale }),
    name: `${escapeText(sampleName)} ${name}`,
    line: { color: curveStyle(index, total, theme, ordered).color, width: 1.25, dash: '2px 3px' },
    hovertemplate: `${escapeText(sampleName)}<br>${name} %{y:.3g}<extra></extra>`,
  };
}

function rangeOf(traces: readonly PlotlyTrace[], scale: 'log' | 'linear'): [number, number] | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { y } of traces)
    for (const value of y) {
      const count = toScale(value, scale);
      if (!Number.isFinite(count)) continue;
      if (count < low) low = count;
      if (count > high) high = count;
    }
  if (!(high >= low)) return null;
  const beyond = high > low ? room * (high - low) : Math.abs(high) * 0.05 || 1;
  return [low - beyond, high + beyond];
}

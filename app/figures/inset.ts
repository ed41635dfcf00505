import type { FigureDetails, FigureInset, InsetCorner } from '../domain/figure-details.ts';
import { fromSigma, xOfKelvin } from '../domain/figure-units.ts';
import { drawnPlace, type FigureGaps, toScale } from './axis-breaks.ts';
import { insetBreakMarks } from './break-marks.ts';
import { brokenTicks } from './broken-ticks.ts';
import type { FigureOptions } from './figure-options.ts';
import type { Palette } from './palette.ts';
import type { AxisStyle, PlotlyTrace, PlotlyValue } from './plotly-types.ts';

/** Of the axes around it. */
const [width, height, margin] = [0.4, 0.38, 0.04];

/** Labels of a small axis that do not touch. */
const mostLabels = 3;

type InsetOptions = Pick<FigureOptions, 'view' | 'yScale'> & { details: FigureDetails; gaps: FigureGaps };

/** The part of the figure in the units of its axes, from small to large; null where a logarithm has no place for it. */
function partOf(
  inset: FigureInset,
  { view, yScale, details, gaps }: InsetOptions,
): { x: [number, number]; y: [number, number] } | null {
  const [x0, x1] = [inset.minKelvin, inset.maxKelvin].map((kelvin) =>
    drawnPlace(xOfKelvin(kelvin, view, details), gaps.x),
  );
  const [y0, y1] = [inset.minSigma, inset.maxSigma].map((sigma) =>
    drawnPlace(fromSigma(sigma, details.quantityUnit), gaps.y),
  );
  if (x0 === undefined || x1 === undefined || y0 === undefined || y1 === undefined) return null;
  const y: [number, number] = [Math.min(y0, y1), Math.max(y0, y1)];
  if (!y.every(Number.isFinite) || (yScale === 'log' && y[0] <= 0)) return null;
  return { x: [Math.min(x0, x1), Math.max(x0, x1)], y };
}

export interface DrawnInset {
  axes: { xaxis4: AxisStyle; yaxis4: AxisStyle };
  shapes: AxisStyle[];
  /** Those of the axes on the left, once more. */
  again(traces: readonly PlotlyTrace[]): PlotlyTrace[];
}

/** A part of the figure, larger, on a ground of its own in a corner. */
export function drawnInset(
  options: InsetOptions,
  axis: AxisStyle,
  palette: Palette,
  lowest: number,
): DrawnInset | null {
  const { details, gaps } = options;
  const { inset } = details;
  const part = inset === null ? null : partOf(inset, options);
  if (inset === null || part === null) return null;
  const [x0, y0] = cornerOf(inset.corner, lowest);
  const common = {
    ...axis,
    showgrid: false,
    mirror: true,
    ticks: 'inside',
    ticklabelposition: 'inside',
    nticks: 4,
    ticklabeloverflow: 'hide past domain',
  };
  const frame = { type: 'rect', x0: part.x[0], x1: part.x[1], y0: part.y[0], y1: part.y[1] };
  const yRange: [number, number] = [toScale(part.y[0], options.yScale), toScale(part.y[1], options.yScale)];
  return {
    axes: {
      xaxis4: {
        ...{ ...common, anchor: 'y4', domain: [x0, x0 + width], range: part.x },
        ...(gaps.x === null ? {} : brokenTicks(part.x, gaps.x, mostLabels)),
      },
      yaxis4: {
        ...common,
        ...{ anchor: 'x4', domain: [y0, y0 + height * (1 - lowest)], type: options.yScale, exponentformat: 'power' },
        ...(options.yScale === 'log'
          ? { dtick: Math.max(1, Math.ceil(Math.log10(part.y[1] / part.y[0]) / mostLabels)) }
          : {}),
        range: yRange,
        ...(gaps.y === null ? {} : brokenTicks(yRange, gaps.y, mostLabels)),
      },
    },
    shapes: [
      { ...frame, xref: 'x4', yref: 'y4', fillcolor: palette.surface, line: { width: 0 }, layer: 'below' },
      { ...frame, xref: 'x', yref: 'y', line: { color: palette.secondary, width: 1 } },
      ...insetBreakMarks(gaps, { x: part.x, y: yRange }, palette),
    ],
    again: (traces) =>
      traces
        .filter(({ xaxis, yaxis }) => xaxis === undefined && yaxis === undefined)
        .map((trace) => ({
          ...nearPart(trace, part.x),
          ...{ xaxis: 'x4', yaxis: 'y4', showlegend: false, hoverinfo: 'skip' },
        })),
  };
}

/** Without the points that lie far outside of the part: each is an element that has to be drawn. */
function nearPart(trace: PlotlyTrace, [from, to]: readonly [number, number]): PlotlyTrace {
  const { x, y, error_x, error_y } = trace;
  if (!(x instanceof Float64Array)) return trace;
  const isNear = (value: number): boolean => value >= 2 * from - to && value <= 2 * to - from;
  const near = <T extends PlotlyValue>(values: T): T | Float64Array =>
    values instanceof Float64Array ? values.filter((_, index) => isNear(x[index] ?? Number.NaN)) : values;
  const bars = (given: PlotlyValue): PlotlyValue =>
    typeof given === 'object' && given !== null && 'arrayminus' in given
      ? { ...given, array: near(given.array), arrayminus: near(given.arrayminus) }
      : given;
  return {
    ...trace,
    x: near(x),
    y: near(y),
    ...(error_x === undefined ? {} : { error_x: bars(error_x) }),
    ...(error_y === undefined ? {} : { error_y: bars(error_y) }),
  };
}

function cornerOf(corner: InsetCorner, lowest: number): [number, number] {
  return [
    corner.endsWith('left') ? margin : 1 - margin - width,
    corner.startsWith('bottom') ? lowest + margin * (1 - lowest) : lowest + (1 - margin - height) * (1 - lowest),
  ];
}

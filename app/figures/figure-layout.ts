import { type FigureDetails, plainDetails } from '../domain/figure-details.ts';
import { errorsInWords, quantityOf } from '../domain/figure-units.ts';
import { drawnPlace, type FigureGaps } from './axis-breaks.ts';
import { breakMarks } from './break-marks.ts';
import { axesOf, hasResiduals, hasRightAxis, rightAxisPx } from './figure-axes.ts';
import { drawnMarks } from './figure-marks.ts';
import type { FigureOptions } from './figure-options.ts';
import { defaultSize } from './figure-size.ts';
import type { DrawnInset } from './inset.ts';
import { type LegendColumns, legendColumns } from './legend-columns.ts';
import type { Palette } from './palette.ts';
import { hasPanels, inAllPanels, panelNames } from './panel-grid.ts';
import { escapeText } from './plotly-text.ts';
import type { AxisStyle, PlotlyLayout } from './plotly-types.ts';
import type { RightQuantity } from './right-quantity.ts';
import { barStep, type ShownCurve } from './shown-curve.ts';

interface LayoutParts {
  columns: LegendColumns | null;
  inset: DrawnInset | null;
  gaps: FigureGaps;
  other: RightQuantity | null;
}

export function layoutOf(
  curves: readonly ShownCurve[],
  options: FigureOptions,
  palette: Palette,
  { columns, inset, gaps, other }: LayoutParts,
): PlotlyLayout {
  const details = options.details ?? plainDetails;
  const marks = drawnMarks({ ...options, details, gaps }, palette);
  const isInPanels = hasPanels(details, curves.length);
  const below = hasResiduals(curves, details) ? 'y3 domain' : 'y domain';
  const breaks = breakMarks(gaps, { below, hasUpperAxis: options.view === 'arrhenius' && !isInPanels }, palette);
  const shapes = [...fitBand(options, gaps.x, palette), ...marks.shapes, ...breaks];
  const names = curves.map(({ sampleName }) => sampleName);
  return {
    ...frameOf(options, palette, columns, curves.length),
    ...axesOf(curves, { ...options, gaps, other }, palette),
    ...inset?.axes,
    shapes: isInPanels ? inAllPanels(shapes, curves.length) : [...shapes, ...(inset?.shapes ?? [])],
    annotations: [
      ...marks.annotations,
      ...(isInPanels ? panelNames(names, palette) : []),
      ...barsNote(curves, options, details, palette),
    ],
    ...(options.title === undefined
      ? {}
      : { title: { text: escapeText(options.title), font: { size: 14 }, y: 0.98, yanchor: 'top' } }),
    ...(options.width === undefined ? {} : { width: options.width }),
    ...(options.height === undefined ? {} : { height: options.height }),
  };
}

/** Everything but axes and what is drawn between them. */
function frameOf(options: FigureOptions, palette: Palette, columns: LegendColumns | null, curves: number): AxisStyle {
  const family =
    options.fontFamily ??
    (options.theme === 'print' ? 'DejaVu Sans' : "'Inter Variable', Inter, system-ui, 'DejaVu Sans', sans-serif");
  return {
    paper_bgcolor: options.theme === 'print' ? palette.surface : 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family, size: 12, color: palette.text },
    margin: {
      ...marginsOf(options, curves),
      ...(columns?.marginRightPx === undefined ? {} : { r: columns.marginRightPx, autoexpand: false }),
    },
    showlegend: columns !== null,
    ...columns?.legends,
    hovermode: 'closest',
    hoverlabel: { bgcolor: palette.surface, bordercolor: palette.hint, font: { size: 12, color: palette.text } },
    dragmode: 'zoom',
  };
}

interface Margins {
  l: number;
  r: number;
  t: number;
  b: number;
}

function marginsOf({ view, legend, title, details = plainDetails }: FigureOptions, curves: number): Margins {
  const isInPanels = hasPanels(details, curves);
  const hasUpperAxis = view === 'arrhenius' && !isInPanels;
  return {
    ...{ l: 68, b: 46, t: (hasUpperAxis ? 46 : 14) + (title === undefined ? 0 : 26) },
    r: hasRightAxis(details, curves) ? rightAxisPx : legend && !isInPanels ? 24 : 16,
  };
}

/** Where the names of the curves stand; null without legend, or where each has a panel of its own. */
export function legendOf(names: readonly string[], options: FigureOptions, palette: Palette): LegendColumns | null {
  const details = options.details ?? plainDetails;
  if (!options.legend || hasPanels(details, names.length)) return null;
  const { l, t, b } = marginsOf(options, names.length);
  return legendColumns(
    names,
    {
      widthPx: options.width ?? defaultSize.width,
      axesHeightPx: (options.height ?? defaultSize.height) - t - b,
      marginLeftPx: l,
      rightAxisPx: hasRightAxis(details, names.length) ? rightAxisPx : 0,
    },
    { font: { size: 11.5, color: palette.text }, bgcolor: 'rgba(0,0,0,0)', tracegroupgap: 0 },
  );
}

function fitBand({ view, showFit, fitRange }: FigureOptions, gaps: FigureGaps['x'], palette: Palette): AxisStyle[] {
  if (view !== 'arrhenius' || !showFit || fitRange === null) return [];
  const edges = { type: 'line', yref: 'paper', y0: 0, y1: 1, line: { color: palette.accent, width: 1.2 } };
  const [x0, x1] = [fitRange.minInverseKelvin, fitRange.maxInverseKelvin].map((edge) => drawnPlace(edge, gaps));
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

/** What the bars mean, where the curves of most figures leave room; in the window it stands beside the figure. */
function barsNote(
  curves: readonly ShownCurve[],
  { view, legend }: FigureOptions,
  details: FigureDetails,
  palette: Palette,
): AxisStyle[] {
  const words = errorsInWords(details.errors);
  if (!legend || words === '') return [];
  const isThinned = curves.some(({ x }) => barStep(x.length) > 1);
  const risesToTheRight = (view === 'linear') === !quantityOf(details.quantityUnit).isReciprocal;
  const place = risesToTheRight ? { y: 1, yanchor: 'top' } : { y: 0, yanchor: 'bottom' };
  return [
    {
      ...{ ...place, x: 0, xref: 'x domain', yref: 'y domain', xanchor: 'left', align: 'left', showarrow: false },
      text: `Bars: ${words}${isThinned ? ', of some points' : ''}`,
      font: { size: 11.5, color: palette.secondary },
    },
  ];
}

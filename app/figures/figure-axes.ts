import { type FigureDetails, isOnRight, plainDetails } from '../domain/figure-details.ts';
import { quantityOf } from '../domain/figure-units.ts';
import type { AxisGaps } from './axis-breaks.ts';
import { type AxisRange, decadeStep, xRange, yRange } from './axis-range.ts';
import { brokenTicks } from './broken-ticks.ts';
import type { FigureOptions } from './figure-options.ts';
import { defaultSize } from './figure-size.ts';
import type { Palette } from './palette.ts';
import { hasPanels, panelLayout } from './panel-grid.ts';
import { escapeText } from './plotly-text.ts';
import type { AxisStyle, PlotlyLayout, PlotlyValue } from './plotly-types.ts';
import { residualAxis, residualShare } from './residual-panel.ts';
import type { RightQuantity } from './right-quantity.ts';
import type { ShownCurve } from './shown-curve.ts';
import { upperAxis } from './upper-axis.ts';

/** Room for the axis on the right. */
export const rightAxisPx = 68;
/** A label of a small axis has less room. */
const ticksInPanel = 4;
/** More names would not stand beside their axis. */
const mostNames = 2;

type Axes = Pick<PlotlyLayout, 'xaxis' | 'yaxis'> & AxisStyle;

export function hasRightAxis(details: FigureDetails, curves: number): boolean {
  return (details.onRight.length > 0 || details.rightColumn !== null) && !hasPanels(details, curves);
}

/** Residuals stand below curves that have the same axes. */
export function hasResiduals(curves: readonly ShownCurve[], details: FigureDetails): boolean {
  return !hasPanels(details, curves.length) && curves.some(({ formula }) => formula !== undefined);
}

export function axesOf(
  curves: readonly ShownCurve[],
  options: FigureOptions & { other: RightQuantity | null },
  palette: Palette,
): Axes {
  const details = options.details ?? plainDetails;
  const { view, yScale } = options;
  const axis = axisStyle(palette);
  const title = titleOf(palette);
  const temperature = `<i>T</i> (${details.temperatureUnit})`;
  const { x: xGaps = null, y: yGaps = null } = options.gaps ?? {};
  const range = xRange(curves);
  const isInPanels = hasPanels(details, curves.length);
  const withResiduals = hasResiduals(curves, details);
  const right = isInPanels ? [] : curves.filter(({ sampleName }) => isOnRight(sampleName, details));
  const left = right.length === 0 ? curves : curves.filter((curve) => !right.includes(curve));
  const upperRoom = withResiduals ? { domain: [residualShare, 1] } : {};
  const ticks = (seen: AxisRange | null, gaps: AxisGaps | null): AxisStyle =>
    seen === null || gaps === null ? {} : brokenTicks(seen, gaps, isInPanels ? ticksInPanel : undefined);
  const quantity = (of: readonly ShownCurve[], names: string): AxisStyle => ({
    ...axis,
    title: title(`<i>${quantityOf(details.quantityUnit).symbol}</i>${names} (${details.quantityUnit})`),
    ...quantityScale(yRange(of, yScale), yScale, palette),
    ...upperRoom,
  });
  const xaxis = {
    ...axis,
    title: title(view === 'arrhenius' ? '1000/<i>T</i> (K⁻¹)' : temperature),
    ...(range === null ? {} : { range }),
    ...ticks(seenOf(options.seen?.x) ?? range, xGaps),
    ...(withResiduals ? { anchor: 'y3' } : {}),
  };
  const yaxis = withTicks(quantity(left, ''), ticks(seenOf(options.seen?.y) ?? yRange(left, yScale), yGaps));
  if (isInPanels) {
    const { width: widthPx = defaultSize.width, height: heightPx = defaultSize.height } = options;
    return { xaxis, yaxis, ...panelLayout({ count: curves.length, widthPx, heightPx }, xaxis, yaxis) };
  }
  return {
    xaxis,
    yaxis,
    ...(view === 'arrhenius' && range !== null
      ? { xaxis2: upperAxis(range, details.temperatureUnit, { ...axis, title: title(temperature) }, xGaps) }
      : {}),
    ...(right.length > 0
      ? { yaxis2: { ...quantity(right, namesInTitle(right)), overlaying: 'y', side: 'right', showgrid: false } }
      : {}),
    ...(options.other === null ? {} : { yaxis2: otherAxis(options.other, axis, title, upperRoom) }),
    ...(withResiduals ? { yaxis3: residualAxis(curves, details, axis, title) } : {}),
  };
}

function otherAxis(
  { axis: own }: RightQuantity,
  axis: AxisStyle,
  title: (text: string) => PlotlyValue,
  upperRoom: AxisStyle,
): AxisStyle {
  // Without this plotly would put its ticks beside those on the left, at odd values.
  const place = { overlaying: 'y', side: 'right', showgrid: false, tickmode: 'auto', ...upperRoom };
  return { ...axis, ...own, ...place, exponentformat: 'power', title: title(own.title) };
}

function seenOf(seen: readonly [number, number] | null | undefined): AxisRange | null {
  return seen == null ? null : [seen[0], seen[1]];
}

/** Small ticks look alike on axes with gaps and without. */
function withTicks(axis: AxisStyle, ticks: AxisStyle): AxisStyle {
  const { minor } = ticks;
  return minor === undefined
    ? { ...axis, ...ticks }
    : { ...axis, ...ticks, minor: { ...style(axis.minor), ...style(minor) } };
}

function style(value: PlotlyValue): AxisStyle {
  // An object of the layout, which has no arrays here.
  return (value ?? {}) as AxisStyle;
}

function namesInTitle(curves: readonly ShownCurve[]): string {
  const names = curves.slice(0, mostNames).map(({ sampleName }) => escapeText(sampleName));
  const rest = curves.length - names.length;
  return ` of ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

export function axisStyle(palette: Palette): AxisStyle {
  return {
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
}

function titleOf(palette: Palette): (text: string) => PlotlyValue {
  return (text) => ({ text, standoff: 8, font: { size: 12.5, color: palette.text } });
}

function quantityScale(range: AxisRange | null, scale: 'log' | 'linear', palette: Palette): AxisStyle {
  return {
    type: scale,
    exponentformat: 'power',
    ...(scale === 'log'
      ? { dtick: decadeStep(range), minor: { ticks: 'outside', ticklen: 2, tickcolor: palette.hint } }
      : {}),
    ...(range === null ? {} : { range }),
  };
}

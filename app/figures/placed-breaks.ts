import { type AxisBreak, type FigureDetails, isOnRight, plainDetails } from '../domain/figure-details.ts';
import { fromSigma, xOfKelvin } from '../domain/figure-units.ts';
import { type AxisGaps, type FigureGaps, toScale } from './axis-breaks.ts';
import type { FigureCurve, FigureOptions } from './figure-options.ts';
import { type ShownCurve, shownCurve } from './shown-curve.ts';

/** Of what is drawn of the axis. */
const gapShare = 0.03;

export interface PlacedBreaks {
  gaps: FigureGaps;
  /** Breaks that cannot be drawn, each with a sentence that names its place. */
  problems: { place: number; text: string }[];
}

type BreakOptions = Pick<FigureOptions, 'view' | 'yScale' | 'details'>;

/** Where parts of the axes are left out of a figure of these curves. */
export function placedBreaks(curves: readonly FigureCurve[], options: BreakOptions): PlacedBreaks {
  const { yScale, view, details = plainDetails } = options;
  const problems: PlacedBreaks['problems'] = [];
  if (details.breaks.length === 0) return { gaps: { x: null, y: null, yScale }, problems };
  const shown = curves.map((curve) => shownCurve(curve, view, { ...details, errors: null }));
  const gapsAlong = (along: AxisBreak['along']): AxisGaps | null => {
    const axis = along === 'temperature' ? lowerAxis(shown, options, details) : leftAxis(shown, options, details);
    const left: Part[] = [];
    for (const [place, given] of details.breaks.entries()) {
      if (given.along !== along) continue;
      const ends = [axis.countOf(given.from), axis.countOf(given.to)];
      const part = { from: Math.min(...ends), to: Math.max(...ends) };
      const why = problemOf(part, left, axis);
      if (why === null) left.push(part);
      else problems.push({ place, text: `The break of ${axis.name} from ${axis.words(given)} ${why}` });
    }
    return left.length === 0 ? null : gapsOf(left, axis);
  };
  const gaps = { x: gapsAlong('temperature'), y: gapsAlong('sigma'), yScale };
  return { gaps, problems: problems.toSorted((a, b) => a.place - b.place) };
}

interface Part {
  from: number;
  to: number;
}

/** An axis with its data; all counts are those of the axis, powers of ten where it is logarithmic. */
interface BrokenAxis {
  name: string;
  unit: string;
  scale: AxisGaps['scale'];
  /** NaN where the axis has no place. */
  countOf(plain: number): number;
  /** Its ends in the unit of the axis. */
  words(part: Part): string;
  /** Null without data. */
  data: Part | null;
}

function lowerAxis(curves: readonly ShownCurve[], { view }: BreakOptions, details: FigureDetails): BrokenAxis {
  const unit = view === 'arrhenius' ? 'K⁻¹' : details.temperatureUnit;
  const countOf = (kelvin: number): number => xOfKelvin(kelvin, view, details);
  return {
    ...{ name: 'the lower axis', unit, scale: 'linear', countOf },
    words: ({ from, to }) => rangeInWords(countOf(from), countOf(to), unit),
    data: extentOf(curves.map(({ x }) => x)),
  };
}

function leftAxis(curves: readonly ShownCurve[], { yScale }: BreakOptions, details: FigureDetails): BrokenAxis {
  const unit = details.quantityUnit;
  const left = curves.filter(({ sampleName }) => !isOnRight(sampleName, details));
  return {
    ...{ name: 'the axis on the left', unit, scale: yScale },
    countOf: (sigma) => toScale(fromSigma(sigma, unit), yScale),
    words: ({ from, to }) => rangeInWords(fromSigma(from, unit), fromSigma(to, unit), unit),
    data: extentOf(left.map(({ y }) => y.map((value) => toScale(value, yScale)))),
  };
}

function problemOf(part: Part, others: readonly Part[], { data, scale, unit }: BrokenAxis): string | null {
  if (!Number.isFinite(part.from) || !Number.isFinite(part.to))
    return scale === 'log'
      ? 'is not drawn: a logarithmic axis has no place for what is not positive.'
      : 'is not drawn: what is not positive has no resistivity.';
  if (data === null || part.from <= data.from || part.to >= data.to) {
    const reach = data === null ? '' : `, which reach from ${plainRange(data, scale)} ${unit}`;
    return `is not drawn: on one of its sides there are no data${reach}.`;
  }
  const other = others.find(({ from, to }) => part.from < to && part.to > from);
  return other === undefined
    ? null
    : `is not drawn: it overlaps another one, from ${plainRange(other, scale)} ${unit}.`;
}

function gapsOf(left: readonly Part[], { scale, data }: BrokenAxis): AxisGaps {
  const whole = data === null ? 0 : data.to - data.from;
  const drawn = left.reduce((rest, { from, to }) => rest - (to - from), whole);
  return { scale, left: left.toSorted((a, b) => a.from - b.from), gap: gapShare * drawn };
}

/** Of all that is finite. */
function extentOf(values: readonly Float64Array[]): Part | null {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const some of values)
    for (const value of some) {
      if (!Number.isFinite(value)) continue;
      if (value < from) from = value;
      if (value > to) to = value;
    }
  return to > from ? { from, to } : null;
}

function plainRange({ from, to }: Part, scale: AxisGaps['scale']): string {
  const plain = (count: number): string => numberText(scale === 'log' ? 10 ** count : count);
  return `${plain(from)} to ${plain(to)}`;
}

function rangeInWords(one: number, other: number, unit: string): string {
  const [from, to] = [Math.min(one, other), Math.max(one, other)];
  // What has no resistivity has no number either.
  return Number.isNaN(from) ? `${unit} without end` : `${numberText(from)} to ${numberText(to)} ${unit}`;
}

function numberText(value: number): string {
  return String(Number(value.toPrecision(3))).replace('-', '−');
}

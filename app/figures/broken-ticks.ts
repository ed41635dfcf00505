import { type AxisGaps, ofScale, squeezed } from './axis-breaks.ts';
import type { AxisRange } from './axis-range.ts';
import type { AxisStyle } from './plotly-types.ts';

/** About as many labels as stand beside each other on a usual axis. */
const usualCount = 6;
/** Closer ones would touch, as a share of what lies between two of `count`. */
const closest = 0.55;

interface Tick {
  count: number;
  text: string;
}

/**
 * Ticks of an axis of which parts are left out; plotly knows no such axes.
 * @param range what is seen of it, by place; powers of ten on a logarithmic axis
 */
export function brokenTicks(range: AxisRange, gaps: AxisGaps, count = usualCount): AxisStyle {
  const parts = seenParts(range, gaps);
  const step = (range[1] - range[0]) / count;
  const ticks = (gaps.scale === 'log' ? decades : numbers)(parts, step);
  const shown: (Tick & { place: number })[] = [];
  for (const tick of ticks) {
    const place = squeezed(tick.count, gaps);
    if (shown.length === 0 || place - (shown.at(-1)?.place ?? 0) >= closest * step) shown.push({ ...tick, place });
  }
  return {
    tickmode: 'array',
    tickvals: shown.map(({ place }) => ofScale(place, gaps.scale)),
    ticktext: shown.map(({ text }) => text),
    ...(gaps.scale === 'log' ? { minor: minorTicks(parts, gaps) } : {}),
  };
}

interface Part {
  from: number;
  to: number;
}

/** What is seen between the gaps, in counts of the axis. */
function seenParts([from, to]: AxisRange, gaps: AxisGaps): Part[] {
  const ends = [
    Number.NEGATIVE_INFINITY,
    ...gaps.left.flatMap((part) => [part.from, part.to]),
    Number.POSITIVE_INFINITY,
  ];
  const parts: Part[] = [];
  for (let index = 0; index < ends.length; index += 2) {
    const [start, end] = [ends[index] ?? 0, ends[index + 1] ?? 0];
    // A part moves as a whole, by what is left out before it.
    const anchor = Number.isFinite(start) ? start : end;
    const shift = anchor - squeezed(anchor, gaps);
    const seen = { from: Math.max(start, from + shift), to: Math.min(end, to + shift) };
    if (seen.to > seen.from) parts.push(seen);
  }
  return parts;
}

/** Round numbers, at least one in each part. */
function numbers(parts: readonly Part[], wanted: number): Tick[] {
  const ticks = parts.flatMap((part) => {
    for (let step = roundStep(wanted); ; step = roundStep(step / 2.5)) {
      const first = Math.ceil(part.from / step - 1e-9);
      const last = Math.floor(part.to / step + 1e-9);
      if (last >= first)
        return Array.from({ length: last - first + 1 }, (_, index) => ({ count: (first + index) * step, step }));
      if (step < wanted / 1000) return [];
    }
  });
  const largest = Math.max(...ticks.map(({ count }) => Math.abs(count)));
  const power = largest >= 1e5 || (largest < 1e-3 && largest > 0) ? Math.floor(Math.log10(largest)) : 0;
  return ticks.map(({ count, step }) => ({ count, text: numberText(count / 10 ** power, step / 10 ** power, power) }));
}

/** 1, 2 or 5 times a power of ten, not below what is wanted. */
function roundStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  return ([1, 2, 5, 10].find((times) => times * power >= wanted * (1 - 1e-9)) ?? 10) * power;
}

function numberText(value: number, step: number, power: number): string {
  if (value === 0) return '0';
  const digits = Math.min(12, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));
  const text = value.toFixed(digits).replace('-', '−');
  return power === 0 ? text : `${text}×10${raised(power)}`;
}

/** Powers of ten, or round numbers between them in a part that has none. */
function decades(parts: readonly Part[], wanted: number): Tick[] {
  const step = Math.max(1, Math.round(wanted));
  return parts.flatMap((part) => {
    const whole = between(part, step);
    if (whole.length > 0) return whole.map((power) => ({ count: power, text: powerText(power) }));
    const within = [1, 2, 5].flatMap((times) =>
      between({ from: part.from - Math.log10(times), to: part.to - Math.log10(times) }, 1).map((power) => ({
        count: power + Math.log10(times),
        text: times === 1 ? powerText(power) : `${times}×${powerText(power)}`,
      })),
    );
    return within.toSorted((a, b) => a.count - b.count);
  });
}

function minorTicks(parts: readonly Part[], gaps: AxisGaps): AxisStyle {
  const counts = parts.flatMap((part) =>
    [2, 3, 4, 5, 6, 7, 8, 9].flatMap((times) =>
      between({ from: part.from - Math.log10(times), to: part.to - Math.log10(times) }, 1).map(
        (power) => power + Math.log10(times),
      ),
    ),
  );
  return { tickmode: 'array', tickvals: counts.map((count) => 10 ** squeezed(count, gaps)) };
}

function between({ from, to }: Part, step: number): number[] {
  const first = Math.ceil(from / step - 1e-9);
  return Array.from(
    { length: Math.max(0, Math.floor(to / step + 1e-9) - first + 1) },
    (_, index) => (first + index) * step,
  );
}

/** As plotly writes them on a logarithmic axis. */
function powerText(power: number): string {
  return power === 0 ? '1' : power === 1 ? '10' : `10${raised(power)}`;
}

function raised(power: number): string {
  return `<sup>${String(power).replace('-', '−')}</sup>`;
}

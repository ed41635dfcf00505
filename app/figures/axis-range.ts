import type { ShownCurve } from './shown-curve.ts';

/** As plotly has it: a logarithmic axis counts in powers of ten. */
export type AxisRange = [number, number];

/** All points with a little room, so that no marker is cut; null without points. */
export function xRange(curves: readonly ShownCurve[]): AxisRange | null {
  const [low, high] = extent((add) => {
    for (const { x, xBars } of curves) {
      for (const [index, value] of x.entries()) {
        add(value);
        if (xBars !== null) {
          add(value + (xBars.plus[index] ?? Number.NaN));
          add(value - (xBars.minus[index] ?? Number.NaN));
        }
      }
    }
  });
  if (!(high >= low)) return null;
  const room = high > low ? 0.03 * (high - low) : Math.abs(high) * 0.05 || 1;
  return [low - room, high + room];
}

/** The same for the axis on the left; the lower ends of bars may lie where a logarithm has no place. */
export function yRange(curves: readonly ShownCurve[], scale: 'log' | 'linear'): AxisRange | null {
  const [low, high] = extent((add) => {
    const take = (value: number): void => {
      if (scale === 'linear' || value > 0) add(value);
    };
    for (const { y, yBars } of curves) {
      for (const [index, value] of y.entries()) {
        take(value);
        if (yBars !== null) {
          take(value + (yBars.plus[index] ?? Number.NaN));
          take(value - (yBars.minus[index] ?? Number.NaN));
        }
      }
    }
  });
  if (!(high >= low)) return null;
  if (scale === 'log') {
    const [from, to] = [Math.log10(low), Math.log10(high)];
    const room = Math.max(0.1, 0.04 * (to - from));
    return [from - room, to + room];
  }
  const room = high > low ? 0.04 * (high - low) : Math.abs(high) * 0.05 || 1;
  return [low - room, high + room];
}

function extent(visit: (add: (value: number) => void) => void): AxisRange {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  visit((value) => {
    if (!Number.isFinite(value)) return;
    if (value < low) low = value;
    if (value > high) high = value;
  });
  return [low, high];
}

/** Powers of ten that a logarithmic axis spans; a label for each would crowd a low panel. */
export function decadeStep(range: AxisRange | null): 1 | 2 {
  return range !== null && range[1] - range[0] > 8 ? 2 : 1;
}

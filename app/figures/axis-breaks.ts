/** Parts that are left out of an axis, from small to large, apart from each other. */
export interface AxisGaps {
  /** A logarithmic axis counts in powers of ten, here and in `gap`. */
  scale: 'log' | 'linear';
  left: readonly { from: number; to: number }[];
  /** How wide each of them is drawn. */
  gap: number;
}

/** Null: all of the axis is drawn. */
export interface FigureGaps {
  x: AxisGaps | null;
  /** Of the axis on the left. */
  y: AxisGaps | null;
  /** Of the axis on the left, with gaps or without. */
  yScale: 'log' | 'linear';
}

/** Where a value stands on an axis of which parts are left out, as a value of the same axis without gaps. */
export function drawnPlace(value: number, gaps: AxisGaps | null): number {
  return gaps === null ? value : ofScale(squeezed(toScale(value, gaps.scale), gaps), gaps.scale);
}

/** The value that stands at a place; inside a gap one of those that are left out. */
export function valueAtPlace(place: number, gaps: AxisGaps | null): number {
  return gaps === null ? place : ofScale(stretched(toScale(place, gaps.scale), gaps), gaps.scale);
}

/** The ends of a gap belong to what is drawn. */
export function isLeftOut(value: number, gaps: AxisGaps | null): boolean {
  return gaps !== null && isInGap(toScale(value, gaps.scale), gaps);
}

export function toScale(value: number, scale: AxisGaps['scale']): number {
  return scale === 'log' ? Math.log10(value) : value;
}

export function ofScale(count: number, scale: AxisGaps['scale']): number {
  return scale === 'log' ? 10 ** count : count;
}

/** The same as `isLeftOut` for what counts as the axis does. */
export function isInGap(count: number, { left }: AxisGaps): boolean {
  return left.some(({ from, to }) => count > from && count < to);
}

/** The same as `drawnPlace` for what counts as the axis does. */
export function squeezed(count: number, { left, gap }: AxisGaps): number {
  let shift = 0;
  for (const { from, to } of left) {
    if (count <= from) break;
    if (count < to) return from - shift + (gap * (count - from)) / (to - from);
    shift += to - from - gap;
  }
  return count - shift;
}

function stretched(place: number, { left, gap }: AxisGaps): number {
  let shift = 0;
  for (const { from, to } of left) {
    const inside = place + shift - from;
    if (inside <= 0) break;
    if (inside < gap) return from + (inside / gap) * (to - from);
    shift += to - from - gap;
  }
  return place + shift;
}

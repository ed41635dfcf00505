import type { CurvePoints } from '../../plots/figure-curves.ts';

/** A point of a figure that can be walked with the arrow keys. */
export interface PointCursor {
  curve: number;
  point: number;
}

export type CursorMove = 'left' | 'right' | 'up' | 'down';

/** The next point to the left or right, or the nearest in x on the curve above or below in the list. */
export function movedCursor(
  curves: readonly CurvePoints[],
  cursor: PointCursor | null,
  move: CursorMove,
  /** The lower axis runs from large to small. */
  isReversed = false,
): PointCursor | null {
  const usable = curves.map(orderedPoints);
  const first = usable.findIndex((points) => points.length > 0);
  if (first < 0) return null;
  const points = cursor === null ? undefined : usable[cursor.curve];
  if (cursor === null || points === undefined || points.length === 0) {
    return { curve: first, point: usable[first]?.[0] ?? 0 };
  }
  if (move === 'left' || move === 'right') {
    const place = Math.max(0, points.indexOf(cursor.point)) + ((move === 'right') === isReversed ? -1 : 1);
    return { curve: cursor.curve, point: points[Math.min(Math.max(place, 0), points.length - 1)] ?? cursor.point };
  }
  const step = move === 'down' ? 1 : -1;
  for (let curve = cursor.curve + step; curve >= 0 && curve < curves.length; curve += step) {
    const candidates = usable[curve] ?? [];
    if (candidates.length > 0) {
      return { curve, point: nearestInX(curves, curve, candidates, curves[cursor.curve]?.x[cursor.point] ?? 0) };
    }
  }
  return cursor;
}

/** Indices of the points with values, from small to large x. */
export function orderedPoints({ x, y }: CurvePoints): number[] {
  return Array.from(x.keys())
    .filter((index) => Number.isFinite(x[index]) && Number.isFinite(y[index]))
    .toSorted((a, b) => (x[a] ?? 0) - (x[b] ?? 0));
}

function nearestInX(curves: readonly CurvePoints[], curve: number, candidates: readonly number[], x: number): number {
  const distance = (index: number): number => Math.abs((curves[curve]?.x[index] ?? 0) - x);
  return candidates.reduce((best, index) => (distance(index) < distance(best) ? index : best), candidates[0] ?? 0);
}

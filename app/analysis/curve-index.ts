/** Points per block. */
export const blockSize = 256;

/**
 * A curve prepared for zooming: extremes of blocks of points, so that a wide window needs not touch
 * every point. Works for x in any order; ascending or descending x is found and used.
 */
export interface CurveIndex {
  x: Float64Array;
  y: Float64Array;
  order: 'ascending' | 'descending' | 'none';
  /** Index of the lowest and highest finite y of each block, −1 in a block without one. */
  lowest: Int32Array;
  highest: Int32Array;
  /** Smallest and largest x of each block; ∞ and −∞ in a block without one. */
  from: Float64Array;
  to: Float64Array;
  /** Points of each block that have an x. */
  counts: Int32Array;
}

export function indexCurve(x: Float64Array, y: Float64Array): CurveIndex {
  const blocks = Math.ceil(x.length / blockSize);
  const index: CurveIndex = {
    x,
    y,
    order: orderOf(x),
    lowest: new Int32Array(blocks).fill(-1),
    highest: new Int32Array(blocks).fill(-1),
    from: new Float64Array(blocks).fill(Number.POSITIVE_INFINITY),
    to: new Float64Array(blocks).fill(Number.NEGATIVE_INFINITY),
    counts: new Int32Array(blocks),
  };
  for (let block = 0; block < blocks; block++) fillBlock(index, block);
  return index;
}

function fillBlock({ x, y, lowest, highest, from, to, counts }: CurveIndex, block: number): void {
  const end = Math.min(x.length, (block + 1) * blockSize);
  let [low, high, count] = [-1, -1, 0];
  let [left, right] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = block * blockSize; at < end; at++) {
    const place = x[at] as number;
    if (Number.isNaN(place)) continue;
    count += 1;
    if (place < left) left = place;
    if (place > right) right = place;
    const value = y[at] as number;
    if (!Number.isFinite(value)) continue;
    if (low < 0 || value < (y[low] as number)) low = at;
    if (high < 0 || value > (y[high] as number)) high = at;
  }
  lowest[block] = low;
  highest[block] = high;
  from[block] = left;
  to[block] = right;
  counts[block] = count;
}

function orderOf(x: Float64Array): CurveIndex['order'] {
  let [ascending, descending] = [!Number.isNaN(x[0] ?? 0), !Number.isNaN(x[0] ?? 0)];
  for (let at = 1; at < x.length && (ascending || descending); at++) {
    const [before, now] = [x[at - 1] as number, x[at] as number];
    if (!(now >= before)) ascending = false;
    if (!(now <= before)) descending = false;
  }
  return ascending ? 'ascending' : descending ? 'descending' : 'none';
}

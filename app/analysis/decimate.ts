export interface DecimatedCurve {
  x: Float64Array;
  y: Float64Array;
  /** Points of the curve inside the window. */
  of: number;
}

const blockSize = 1024;

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
}

export function indexCurve(x: Float64Array, y: Float64Array): CurveIndex {
  const blocks = Math.ceil(x.length / blockSize);
  const lowest = new Int32Array(blocks).fill(-1);
  const highest = new Int32Array(blocks).fill(-1);
  let [ascending, descending] = [true, true];
  for (let block = 0; block < blocks; block++) {
    const end = Math.min(x.length, (block + 1) * blockSize);
    let [low, high] = [-1, -1];
    for (let at = block * blockSize; at < end; at++) {
      const value = y[at] as number;
      if (at > 0) {
        const [before, now] = [x[at - 1] as number, x[at] as number];
        if (!(now >= before)) ascending = false;
        if (!(now <= before)) descending = false;
      }
      if (!Number.isFinite(value)) continue;
      if (low < 0 || value < (y[low] as number)) low = at;
      if (high < 0 || value > (y[high] as number)) high = at;
    }
    lowest[block] = low;
    highest[block] = high;
  }
  return { x, y, order: ascending ? 'ascending' : descending ? 'descending' : 'none', lowest, highest };
}

/**
 * At most about `maxPoints` points of the window [xMin, xMax] (inclusive; null: open): lowest and highest of each of
 * maxPoints/2 parts, with the neighbours just outside so that lines reach the edge. Fewer points are given as they are.
 */
export function decimate(
  curve: CurveIndex,
  xMin: number | null,
  xMax: number | null,
  maxPoints: number,
): DecimatedCurve {
  const [from, to] = [xMin ?? Number.NEGATIVE_INFINITY, xMax ?? Number.POSITIVE_INFINITY];
  return curve.order === 'none'
    ? decimateUnordered(curve, from, to, maxPoints)
    : decimateOrdered(curve, from, to, maxPoints);
}

function decimateOrdered(curve: CurveIndex, from: number, to: number, maxPoints: number): DecimatedCurve {
  const { x } = curve;
  const ascending = curve.order === 'ascending';
  const first = lowerBound(x, ascending ? from : to, ascending);
  const last = upperBound(x, ascending ? to : from, ascending);
  const of = last - first;
  const [start, end] = [Math.max(0, first - 1), Math.min(x.length, last + 1)];
  if (end - start <= maxPoints) return slice(curve, start, end, of);
  const buckets = Math.max(1, Math.floor(maxPoints / 2) - 1);
  const chosen = new Int32Array(2 * buckets + 2);
  let count = 0;
  chosen[count++] = start;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const bucketStart = start + Math.floor(((end - start) * bucket) / buckets);
    const bucketEnd = start + Math.floor(((end - start) * (bucket + 1)) / buckets);
    const [low, high] = extremes(curve, bucketStart, bucketEnd);
    if (low < 0) continue;
    chosen[count++] = Math.min(low, high);
    if (low !== high) chosen[count++] = Math.max(low, high);
  }
  if (count < chosen.length) chosen[count++] = end - 1;
  return pick(curve, chosen, count, of);
}

function extremes({ y, lowest, highest }: CurveIndex, start: number, end: number): [low: number, high: number] {
  let [low, high] = [-1, -1];
  const look = (at: number): void => {
    const value = y[at] as number;
    if (!Number.isFinite(value)) return;
    if (low < 0 || value < (y[low] as number)) low = at;
    if (high < 0 || value > (y[high] as number)) high = at;
  };
  let at = start;
  while (at < end) {
    if (at % blockSize === 0 && at + blockSize <= end) {
      const block = at / blockSize;
      if ((lowest[block] as number) >= 0) look(lowest[block] as number);
      if ((highest[block] as number) >= 0) look(highest[block] as number);
      at += blockSize;
    } else {
      look(at);
      at += 1;
    }
  }
  return [low, high];
}

/** Parts of equal width in x; points keep their order in the file. */
function decimateUnordered({ x, y }: CurveIndex, from: number, to: number, maxPoints: number): DecimatedCurve {
  let [left, right, of] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let at = 0; at < x.length; at++) {
    const value = x[at] as number;
    if (!(value >= from && value <= to)) continue;
    of += 1;
    if (value < left) left = value;
    if (value > right) right = value;
  }
  const inside = (at: number): boolean => (x[at] as number) >= from && (x[at] as number) <= to;
  const chosen: number[] = [];
  if (of <= maxPoints) {
    for (let at = 0; at < x.length; at++) if (inside(at)) chosen.push(at);
  } else {
    const buckets = Math.max(1, Math.floor(maxPoints / 2));
    const low = new Int32Array(buckets).fill(-1);
    const high = new Int32Array(buckets).fill(-1);
    const scale = right > left ? buckets / (right - left) : 0;
    for (let at = 0; at < x.length; at++) {
      const value = y[at] as number;
      if (!inside(at) || !Number.isFinite(value)) continue;
      const bucket = Math.min(buckets - 1, Math.floor(((x[at] as number) - left) * scale));
      if ((low[bucket] as number) < 0 || value < (y[low[bucket] as number] as number)) low[bucket] = at;
      if ((high[bucket] as number) < 0 || value > (y[high[bucket] as number] as number)) high[bucket] = at;
    }
    for (const at of new Set([...low, ...high])) if (at >= 0) chosen.push(at);
    chosen.sort((a, b) => a - b);
  }
  return pick({ x, y }, Int32Array.from(chosen), chosen.length, of);
}

function pick({ x, y }: Pick<CurveIndex, 'x' | 'y'>, indices: Int32Array, count: number, of: number): DecimatedCurve {
  const chosen = { x: new Float64Array(count), y: new Float64Array(count), of };
  for (let at = 0; at < count; at++) {
    const index = indices[at] as number;
    chosen.x[at] = x[index] as number;
    chosen.y[at] = y[index] as number;
  }
  return chosen;
}

function slice({ x, y }: CurveIndex, start: number, end: number, of: number): DecimatedCurve {
  return { x: x.slice(start, end), y: y.slice(start, end), of };
}

/** First index at or behind `value` in the given direction. */
function lowerBound(x: Float64Array, value: number, ascending: boolean): number {
  let [low, high] = [0, x.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const before = ascending ? (x[middle] as number) < value : (x[middle] as number) > value;
    if (before) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** First index behind `value` in the given direction. */
function upperBound(x: Float64Array, value: number, ascending: boolean): number {
  let [low, high] = [0, x.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const inside = ascending ? (x[middle] as number) <= value : (x[middle] as number) >= value;
    if (inside) low = middle + 1;
    else high = middle;
  }
  return low;
}

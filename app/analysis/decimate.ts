import { blockSize, type CurveIndex } from './curve-index.ts';

export interface DecimatedCurve {
  x: Float64Array;
  y: Float64Array;
  /** Which points these are. */
  rows: Int32Array;
  /** Points of the curve inside the window. */
  of: number;
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
  // Neighbours outside stand alone: in a part they could displace an extreme of the window.
  if (start < first) chosen[count++] = start;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const bucketStart = first + Math.floor((of * bucket) / buckets);
    const bucketEnd = first + Math.floor((of * (bucket + 1)) / buckets);
    const [low, high] = extremes(curve, bucketStart, bucketEnd);
    // A point without a value keeps the gap open.
    chosen[count++] = low < 0 ? bucketStart : Math.min(low, high);
    if (low !== high) chosen[count++] = Math.max(low, high);
  }
  if (end > last) chosen[count++] = last;
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
function decimateUnordered(curve: CurveIndex, from: number, to: number, maxPoints: number): DecimatedCurve {
  const { left, right, of } = measure(curve, from, to);
  const all = of <= maxPoints;
  const buckets = Math.max(1, Math.floor(maxPoints / 2));
  const low = new Int32Array(all ? 0 : buckets).fill(-1);
  const high = new Int32Array(all ? 0 : buckets).fill(-1);
  const scale = right > left ? buckets / (right - left) : 0;
  const bucketOf = (place: number): number => Math.min(buckets - 1, Math.floor((place - left) * scale));
  const { x, y } = curve;
  const chosen: number[] = [];
  const look = (at: number, bucket: number): void => {
    const value = y[at] as number;
    if (!Number.isFinite(value)) return;
    if ((low[bucket] as number) < 0 || value < (y[low[bucket] as number] as number)) low[bucket] = at;
    if ((high[bucket] as number) < 0 || value > (y[high[bucket] as number] as number)) high[bucket] = at;
  };
  for (let block = 0; block < curve.counts.length; block++) {
    const [first, last] = [curve.from[block] as number, curve.to[block] as number];
    if (!(first <= to && last >= from)) continue;
    if (!all && first >= from && last <= to && bucketOf(first) === bucketOf(last)) {
      if ((curve.lowest[block] as number) < 0) continue;
      look(curve.lowest[block] as number, bucketOf(first));
      look(curve.highest[block] as number, bucketOf(first));
      continue;
    }
    const end = Math.min(x.length, (block + 1) * blockSize);
    for (let at = block * blockSize; at < end; at++) {
      const place = x[at] as number;
      if (!(place >= from && place <= to)) continue;
      if (all) chosen.push(at);
      else look(at, bucketOf(place));
    }
  }
  if (!all) {
    for (const at of new Set([...low, ...high])) if (at >= 0) chosen.push(at);
    chosen.sort((a, b) => a - b);
  }
  return pick(curve, Int32Array.from(chosen), chosen.length, of);
}

/** Smallest and largest x inside the window, and how many points lie there. */
function measure(
  { x, from: firsts, to: lasts, counts }: CurveIndex,
  from: number,
  to: number,
): { left: number; right: number; of: number } {
  let [left, right, of] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let block = 0; block < counts.length; block++) {
    const [first, last] = [firsts[block] as number, lasts[block] as number];
    if (!(first <= to && last >= from)) continue;
    if (first >= from && last <= to) {
      of += counts[block] as number;
      left = Math.min(left, first);
      right = Math.max(right, last);
      continue;
    }
    const end = Math.min(x.length, (block + 1) * blockSize);
    for (let at = block * blockSize; at < end; at++) {
      const place = x[at] as number;
      if (!(place >= from && place <= to)) continue;
      of += 1;
      if (place < left) left = place;
      if (place > right) right = place;
    }
  }
  return { left, right, of };
}

function pick({ x, y }: Pick<CurveIndex, 'x' | 'y'>, indices: Int32Array, count: number, of: number): DecimatedCurve {
  const chosen = { x: new Float64Array(count), y: new Float64Array(count), rows: indices.slice(0, count), of };
  for (let at = 0; at < count; at++) {
    const index = indices[at] as number;
    chosen.x[at] = x[index] as number;
    chosen.y[at] = y[index] as number;
  }
  return chosen;
}

function slice({ x, y }: CurveIndex, start: number, end: number, of: number): DecimatedCurve {
  const rows = Int32Array.from({ length: end - start }, (_, at) => start + at);
  return { x: x.slice(start, end), y: y.slice(start, end), rows, of };
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

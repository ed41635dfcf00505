export interface Bins {
  from: number;
  /** Of one bin; 0 where all values are equal. */
  width: number;
  counts: Uint32Array;
  /** Rows with a number. */
  rows: number;
}

const fewest = 5;
const most = 100;

/** As many as the rule of Freedman and Diaconis wants, within what can be seen. */
export function usualBinCount(values: Float64Array): number {
  const sorted = values.filter(Number.isFinite).sort();
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const width = (2 * (at(0.75) - at(0.25))) / Math.cbrt(Math.max(1, sorted.length));
  const count = width > 0 ? Math.ceil((at(1) - at(0)) / width) : fewest;
  return Math.min(most, Math.max(fewest, count));
}

/** Equal parts between the least and the greatest number, and how many rows lie in each; the last one has both ends. */
export function binsOf(values: Float64Array, count: number): Bins {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    from = Math.min(from, value);
    to = Math.max(to, value);
  }
  if (to < from) return { from: 0, width: 0, counts: new Uint32Array(), rows: 0 };
  const bins = { from, width: (to - from) / count, counts: new Uint32Array(to === from ? 1 : count), rows: 0 };
  for (const value of values) {
    const bin = binAt(bins, value);
    if (bin < 0) continue;
    bins.counts[bin] = (bins.counts[bin] ?? 0) + 1;
    bins.rows += 1;
  }
  return bins;
}

/** How many of the marked rows lie in each bin. */
export function markedIn(bins: Bins, values: Float64Array, marked: Uint8Array): Uint32Array {
  const counts = new Uint32Array(bins.counts.length);
  for (let row = 0; row < values.length; row++) {
    if (marked[row] !== 1) continue;
    const bin = binAt(bins, values[row] ?? Number.NaN);
    if (bin >= 0) counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** The ends of a bin. */
export function endsOf({ from, width }: Bins, bin: number): [from: number, to: number] {
  return [from + bin * width, from + (bin + 1) * width];
}

function binAt({ from, width, counts }: Bins, value: number): number {
  if (!Number.isFinite(value)) return -1;
  return width === 0 ? 0 : Math.min(counts.length - 1, Math.floor((value - from) / width));
}

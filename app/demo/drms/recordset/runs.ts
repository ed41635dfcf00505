/** Indices from `first` to `last` with a step; never empty. */
export interface Run {
  first: number;
  last: number;
  step: number;
}

const mostSingles = 5_000_000;

/** Clips to the indices 0 … size − 1 and keeps the phase of the step; undefined when nothing is left. */
export function run(first: number, last: number, step: number, size: number): Run | undefined {
  const start = first >= 0 ? first : first + Math.ceil(-first / step) * step;
  const end = start + Math.floor((Math.min(last, size - 1) - start) / step) * step;
  return end < start ? undefined : { first: start, last: end, step };
}

export function runLength({ first, last, step }: Run): number {
  return (last - first) / step + 1;
}

/** The part within inclusive limits. */
export function clip({ first, last, step }: Run, low: number, high: number): Run | undefined {
  if (low <= first && last <= high) return { first, last, step };
  const start = low <= first ? first : first + Math.ceil((low - first) / step) * step;
  return run(start, Math.min(last, high), step, Number.MAX_SAFE_INTEGER);
}

/** Ascending, each index once. */
export function union(runs: readonly Run[]): Run[] {
  const sorted = runs.toSorted((a, b) => a.first - b.first);
  const apart = sorted.every((one, index) => index === 0 || (sorted[index - 1]?.last ?? -1) < one.first);
  if (apart) return sorted;
  if (sorted.reduce((sum, one) => sum + runLength(one), 0) > mostSingles)
    throw new RangeError('Overlapping ranges with too many records.');
  const singles = new Set<number>();
  for (const { first, last, step } of sorted) for (let index = first; index <= last; index += step) singles.add(index);
  return [...singles].toSorted((a, b) => a - b).map((index) => ({ first: index, last: index, step: 1 }));
}

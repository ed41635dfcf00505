/// <reference path="../../types/ml-regression-theil-sen.d.ts" />
import { TheilSenRegression } from 'ml-regression-theil-sen';
import { correlationP, normalQuantile, tQuantile } from './significance.ts';

export interface LineFit {
  /** Rows with a number in both. */
  count: number;
  /** Of these the line was made from; fewer where all would be too many pairs. */
  used: number;
  slope: number;
  intercept: number;
  /** Standard errors; null for the robust line, which has none. */
  slopeStderr: number | null;
  interceptStderr: number | null;
  /** Standard deviation of the points from the line, with n − 2; null for the robust line. */
  scatter: number | null;
  /** Of a slope at least this steep by chance; null for the robust line. */
  p: number | null;
  /** Within which the slope lies at the level. */
  slopeFrom: number;
  slopeTo: number;
  /** Within which the line lies at the level, from the smallest x to the largest. */
  band: { x: number[]; lower: number[]; upper: number[] };
}

export interface NoLine {
  problem: 'few-rows' | 'equal-x';
  count: number;
}

/** A robust line compares each row with each other one. */
export const mostRobustRows = 1000;
const bandSteps = 48;
const fewestRows = 3;

/** The line of least squares. Rows without a number in one of them are left out. @param level e.g. 0.95 */
export function leastSquares(xs: Float64Array, ys: Float64Array, level: number): LineFit | NoLine {
  const { x, y } = bothFinite(xs, ys);
  const count = x.length;
  const refused = refusal(x);
  if (refused !== null) return refused;
  const [meanX, meanY] = [mean(x), mean(y)];
  let [sumXx, sumXy, sumYy] = [0, 0, 0];
  for (const [at, value] of x.entries()) {
    const [dx, dy] = [value - meanX, (y[at] ?? 0) - meanY];
    sumXx += dx * dx;
    sumXy += dx * dy;
    sumYy += dy * dy;
  }
  const slope = sumXy / sumXx;
  const scatter = Math.sqrt(Math.max(0, sumYy - slope * sumXy) / (count - 2));
  const slopeStderr = scatter / Math.sqrt(sumXx);
  const quantile = tQuantile(level, count - 2);
  const halfWidth = (at: number): number => quantile * scatter * Math.sqrt(1 / count + (at - meanX) ** 2 / sumXx);
  const intercept = meanY - slope * meanX;
  return {
    ...{ count, used: count, slope, intercept, slopeStderr, scatter },
    interceptStderr: scatter * Math.sqrt(1 / count + meanX ** 2 / sumXx),
    p: sumYy === 0 ? null : correlationP(sumXy / Math.sqrt(sumXx * sumYy), count),
    slopeFrom: slope - quantile * slopeStderr,
    slopeTo: slope + quantile * slopeStderr,
    band: bandOver(x, (at) => {
      const [middle, half] = [meanY + slope * (at - meanX), halfWidth(at)];
      return [middle - half, middle + half];
    }),
  };
}

/**
 * The robust line of Theil and Sen: the median of the slopes between all pairs of rows, which single rows far off do not
 * move. The limits of its slope are those of Sen, from the order of the slopes; the band turns about the medians.
 */
export function theilSen(xs: Float64Array, ys: Float64Array, level: number): LineFit | NoLine {
  const all = bothFinite(xs, ys);
  const refused = refusal(all.x);
  if (refused !== null) return refused;
  const { x, y } = someRows(all, mostRobustRows);
  const { slope, intercept } = new TheilSenRegression(x, y);
  const slopes = slopesOfPairs(x, y);
  const spread = normalQuantile(level) * Math.sqrt(varianceOfOrder(x));
  const at = (place: number): number => slopes[Math.min(slopes.length - 1, Math.max(0, place))] ?? slope;
  const [slopeFrom, slopeTo] = [
    at(Math.floor((slopes.length - spread) / 2)),
    at(Math.ceil((slopes.length + spread) / 2)),
  ];
  const middleX = median(x);
  const middleY = intercept + slope * middleX;
  return {
    ...{ count: all.x.length, used: x.length, slope, intercept, slopeFrom, slopeTo },
    ...{ slopeStderr: null, interceptStderr: null, scatter: null, p: null },
    band: bandOver(all.x, (value) => {
      const ends = [slopeFrom, slopeTo].map((one) => middleY + one * (value - middleX));
      return [Math.min(...ends), Math.max(...ends)];
    }),
  };
}

interface Points {
  x: Float64Array;
  y: Float64Array;
}

function bothFinite(xs: Float64Array, ys: Float64Array): Points {
  const isIn = (at: number): boolean => Number.isFinite(xs[at]) && Number.isFinite(ys[at]);
  return { x: xs.filter((_, at) => isIn(at)), y: ys.filter((_, at) => isIn(at)) };
}

function refusal(x: Float64Array): NoLine | null {
  if (x.length < fewestRows) return { problem: 'few-rows', count: x.length };
  return x.every((value) => value === x[0]) ? { problem: 'equal-x', count: x.length } : null;
}

/** Some of the rows, spread over the whole table, and the same ones each time. */
function someRows({ x, y }: Points, most: number): Points {
  if (x.length <= most) return { x, y };
  const places = Array.from({ length: most }, (_, at) => Math.floor((at * x.length) / most));
  const of = (values: Float64Array): Float64Array => Float64Array.from(places, (place) => values[place] ?? Number.NaN);
  return { x: of(x), y: of(y) };
}

function slopesOfPairs(x: Float64Array, y: Float64Array): Float64Array {
  const slopes = new Float64Array((x.length * (x.length - 1)) / 2);
  let filled = 0;
  for (let one = 0; one < x.length; one++)
    for (let other = one + 1; other < x.length; other++) {
      const dx = (x[other] ?? 0) - (x[one] ?? 0);
      if (dx !== 0) slopes[filled++] = ((y[other] ?? 0) - (y[one] ?? 0)) / dx;
    }
  return slopes.subarray(0, filled).sort();
}

/** Variance of the number of rising pairs less that of the falling ones, if x and y have nothing to do with each other. */
function varianceOfOrder(x: Float64Array): number {
  const part = (n: number): number => (n * (n - 1) * (2 * n + 5)) / 18;
  const equal = new Map<number, number>();
  for (const value of x) equal.set(value, (equal.get(value) ?? 0) + 1);
  return [...equal.values()].reduce((left, n) => left - part(n), part(x.length));
}

function bandOver(x: Float64Array, limits: (at: number) => [number, number]): LineFit['band'] {
  const [from, to] = [x.reduce((a, b) => Math.min(a, b)), x.reduce((a, b) => Math.max(a, b))];
  const places = Array.from({ length: bandSteps + 1 }, (_, step) => from + ((to - from) * step) / bandSteps);
  const pairs = places.map(limits);
  return { x: places, lower: pairs.map(([lower]) => lower), upper: pairs.map(([, upper]) => upper) };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: Float64Array): number {
  const sorted = values.toSorted();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

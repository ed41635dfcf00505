import { type Limits, percentileLimits, zscaleLimits } from './limits.ts';
import type { PixelArray } from './pixel-array.ts';

/** What the values of a picture are like. */
export interface Survey {
  /** Pixels with a value. */
  count: number;
  missing: number;
  min: number;
  max: number;
  mean: number;
  zscale: Limits;
  /** Of large pictures from a sample. */
  percentiles: (Limits & { percent: number })[];
}

/** Numbers as they are stored, and how to read them. */
export interface StoredNumbers {
  /** 64-bit integers come as floating-point numbers, which is exact enough for drawing. */
  values: Exclude<PixelArray, BigInt64Array>;
  scale: number;
  zero: number;
  blank: number | undefined;
}

const percents = [99.9, 99.5, 99, 98, 95, 90];
/** About so many values stand for a large picture; a small one is taken whole. */
const sampleSize = 200_000;

/**
 * One walk over all pixels; limits come from every so many-th of the values that are there.
 * @returns null if no pixel has a value
 */
export function surveyPixels({ values, scale, zero, blank = Number.NaN }: StoredNumbers): Survey | null {
  const stride = Math.max(1, Math.floor(values.length / sampleSize));
  const sample = new Float64Array(Math.ceil(values.length / stride));
  let [count, sum, taken, passOver] = [0, 0, 0, 0];
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    // Neither NaN nor an infinite value has a difference of zero to itself.
    if (value === blank || value - value !== 0) continue;
    count += 1;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
    if (passOver > 0) passOver -= 1;
    else {
      sample[taken++] = zero + scale * value;
      passOver = stride - 1;
    }
  }
  if (count === 0) return null;
  const inOrder = sample.subarray(0, taken);
  const zscale = zscaleLimits(inOrder);
  const sorted = inOrder.sort();
  const [one, other] = [zero + scale * min, zero + scale * max];
  return {
    ...{ count, missing: values.length - count, zscale },
    ...{ min: Math.min(one, other), max: Math.max(one, other), mean: zero + (scale * sum) / count },
    percentiles: percents.map((percent) => ({ percent, ...percentileLimits(sorted, percent) })),
  };
}

/** A part of a picture in pixels; the lower left one is (0, 0). */
export interface PixelWindow {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Values of a part of a picture, `step` × `step` pixels averaged into one; NaN where none of them has a value.
 * Rows go from the lowest up; the last cells may hold fewer pixels.
 */
export function binPixels(stored: StoredNumbers, imageWidth: number, window: PixelWindow, step: number): Float32Array {
  const { values, scale, zero, blank = Number.NaN } = stored;
  const columns = Math.ceil(window.width / step);
  const rows = Math.ceil(window.height / step);
  const binned = new Float32Array(columns * rows);
  const sums = new Float64Array(columns);
  const counts = new Uint32Array(columns);
  for (let row = 0; row < rows; row++) {
    sums.fill(0);
    counts.fill(0);
    const lastY = Math.min(window.y + (row + 1) * step, window.y + window.height);
    for (let y = window.y + row * step; y < lastY; y++) {
      const start = y * imageWidth + window.x;
      let within = 0;
      let column = 0;
      for (let at = start; at < start + window.width; at++) {
        const value = values[at] as number;
        if (value !== blank && value - value === 0) {
          sums[column] = (sums[column] as number) + value;
          counts[column] = (counts[column] as number) + 1;
        }
        within += 1;
        if (within === step) {
          within = 0;
          column += 1;
        }
      }
    }
    for (let column = 0; column < columns; column++)
      binned[row * columns + column] =
        counts[column] === 0 ? Number.NaN : zero + (scale * (sums[column] as number)) / (counts[column] as number);
  }
  return binned;
}

const sampleSize = 1000;
const contrast = 0.25;
const rejection = 2.5;
const fewestPixels = 5;
const mostRejected = 0.5;
const mostRounds = 5;

export interface Limits {
  low: number;
  high: number;
}

/**
 * Limits by the zscale rule of IRAF: a line through the sorted values of a sample, without outliers, tells how steep the
 * middle is. The same as `ZScaleInterval` of astropy.
 * @param finite values in the order of the image; a sample is taken from them
 */
export function zscaleLimits(finite: ArrayLike<number>): Limits {
  const samples = sampleOf(finite).sort();
  const count = samples.length;
  const lowest = samples[0] ?? 0;
  const highest = samples[count - 1] ?? 1;
  const fewest = Math.max(fewestPixels, Math.floor(count * mostRejected));
  let isBad = new Uint8Array(count);
  let good = count;
  let goodBefore = count + 1;
  let slope = 0;
  for (let round = 0; round < mostRounds && good < goodBefore && good >= fewest; round++) {
    const line = fitLine(samples, isBad);
    slope = line.slope;
    isBad = rejectFar(samples, isBad, line, Math.max(1, Math.floor(count * 0.01)));
    goodBefore = good;
    good = isBad.reduce((sum, bad) => sum + (bad === 0 ? 1 : 0), 0);
  }
  if (good < fewest) return { low: lowest, high: highest };
  const steepness = slope / contrast;
  const center = Math.floor((count - 1) / 2);
  const median = ((samples[center] ?? 0) + (samples[Math.floor(count / 2)] ?? 0)) / 2;
  return {
    low: Math.max(lowest, median - (center - 1) * steepness),
    high: Math.min(highest, median + (count - center) * steepness),
  };
}

function sampleOf(finite: ArrayLike<number>): Float64Array {
  const stride = Math.max(1, Math.floor(finite.length / sampleSize));
  const count = Math.min(sampleSize, Math.ceil(finite.length / stride));
  return Float64Array.from({ length: count }, (_, index) => finite[index * stride] ?? 0);
}

interface Line {
  slope: number;
  offset: number;
}

function fitLine(samples: Float64Array, isBad: Uint8Array): Line {
  let [count, sumX, sumY] = [0, 0, 0];
  for (let x = 0; x < samples.length; x++) {
    if (isBad[x] !== 0) continue;
    count += 1;
    sumX += x;
    sumY += samples[x] ?? 0;
  }
  const [meanX, meanY] = [sumX / count, sumY / count];
  let [covariance, variance] = [0, 0];
  for (let x = 0; x < samples.length; x++) {
    if (isBad[x] !== 0) continue;
    covariance += (x - meanX) * ((samples[x] ?? 0) - meanY);
    variance += (x - meanX) ** 2;
  }
  const slope = variance === 0 ? 0 : covariance / variance;
  return { slope, offset: meanY - slope * meanX };
}

/** Marks values far from the line, and their neighbours. */
function rejectFar(samples: Float64Array, isBad: Uint8Array, line: Line, grow: number): Uint8Array<ArrayBuffer> {
  const flat = samples.map((value, x) => value - line.offset - line.slope * x);
  const good = flat.filter((_, x) => isBad[x] === 0);
  const mean = good.reduce((sum, value) => sum + value, 0) / good.length;
  const deviation = Math.sqrt(good.reduce((sum, value) => sum + (value - mean) ** 2, 0) / good.length);
  const threshold = rejection * deviation;
  const far = flat.map((value, x) => (isBad[x] !== 0 || Math.abs(value) > threshold ? 1 : 0));
  const grown = new Uint8Array(samples.length);
  // The window of a convolution that keeps the length; of an even one the longer side lies in front.
  const before = Math.floor(grow / 2);
  const behind = grow - 1 - before;
  for (let x = 0; x < grown.length; x++)
    for (let near = Math.max(0, x - before); near <= Math.min(grown.length - 1, x + behind); near++)
      if (far[near] === 1) grown[x] = 1;
  return grown;
}

/** Limits that leave out the same share of values at both ends; `sorted` values rise. */
export function percentileLimits(sorted: ArrayLike<number>, percent: number): Limits {
  const share = (1 - percent / 100) / 2;
  return { low: quantile(sorted, share), high: quantile(sorted, 1 - share) };
}

/** Between two values on the straight line through them. */
function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

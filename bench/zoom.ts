import { indexCurve } from '../app/analysis/curve-index.ts';
import { decimate } from '../app/analysis/decimate.ts';
import { createRandom } from '../app/demo/juliabase/random.ts';
import { type BenchRow, percentile, row } from './bench-row.ts';

const points = 10_000_000;
const zooms = 200;

/** The same result by looking at every point of the window. */
function plainExtremes(x: Float64Array, y: Float64Array, from: number, to: number, buckets: number): Float64Array {
  const extremes = new Float64Array(2 * buckets).fill(Number.NaN);
  for (let at = 0; at < x.length; at++) {
    const value = x[at] as number;
    if (value < from || value > to) continue;
    const bucket = Math.min(buckets - 1, Math.floor(((value - from) / (to - from)) * buckets));
    const height = y[at] as number;
    if (!(height >= (extremes[2 * bucket] as number))) extremes[2 * bucket] = height;
    if (!(height <= (extremes[2 * bucket + 1] as number))) extremes[2 * bucket + 1] = height;
  }
  return extremes;
}

export async function run(): Promise<BenchRow[]> {
  const random = createRandom(1);
  const x = Float64Array.from({ length: points }, (_, index) => index);
  const y = Float64Array.from({ length: points }, (_, index) => Math.sin(index / 50_000) + random());
  const curve = indexCurve(x, y);
  const windows = Array.from({ length: zooms }, () => {
    const width = points * 10 ** (-4 * random());
    const from = (points - width) * random();
    return [from, from + width] as const;
  });
  const time = (work: (from: number, to: number) => unknown, list: typeof windows): number[] =>
    list.map(([from, to]) => {
      const startMs = performance.now();
      work(from, to);
      return performance.now() - startMs;
    });
  const own = percentile(
    time((from, to) => decimate(curve, from, to, 4000), windows),
    0.95,
  );
  // As a thermometer gives it: rising, but not from each point to the next.
  const noisy = indexCurve(
    x.map((value) => value + 20 * random()),
    y,
  );
  const ownNoisy = percentile(
    time((from, to) => decimate(noisy, from, to, 4000), windows),
    0.95,
  );
  const peer = percentile(
    time((from, to) => plainExtremes(x, y, from, to, 2000), windows.slice(0, 40)),
    0.95,
  );
  return [
    row('zoom in 10⁷ points, p95', own, 'ms', '≤ 50 ms', own <= 50, {
      name: 'look at every point',
      value: peer,
      ratio: peer / own,
    }),
    row('zoom in 10⁷ points with noise in x, p95', ownNoisy, 'ms', '≤ 50 ms', ownNoisy <= 50, {
      name: 'look at every point',
      value: peer,
      ratio: peer / ownNoisy,
    }),
  ];
}

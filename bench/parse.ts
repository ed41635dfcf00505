import { readDelimited } from '../app/analysis/raw-file.ts';
import { type BenchRow, median, row, timesMs } from './bench-row.ts';
import { conductivityText } from './raw-data.ts';

const points = 500_000;

/** The usual way: split into texts, then numbers. */
function readBySplitting(bytes: Uint8Array): number {
  let sum = 0;
  for (const line of new TextDecoder().decode(bytes).split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [temperature, sigma] = line.split('\t');
    sum += Number.parseFloat(temperature ?? '') + Number.parseFloat(sigma ?? '');
  }
  return sum;
}

export async function run(): Promise<BenchRow[]> {
  const bytes = new TextEncoder().encode(conductivityText(points, 1));
  const perSecond = (ms: number): number => bytes.length / 1e6 / (ms / 1000);
  const own = perSecond(median(await timesMs(7, () => readDelimited(bytes))));
  const peer = perSecond(median(await timesMs(7, () => readBySplitting(bytes))));
  return [
    row('parse raw file', own, 'MB/s', '≥ 60 MB/s per core', own >= 60, {
      name: 'split and parseFloat',
      value: peer,
      ratio: own / peer,
    }),
  ];
}

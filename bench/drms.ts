import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { type BenchRow, median, row } from './bench-row.ts';
import type { ReaderReport } from './drms-reader.ts';

const runs = 5;
const recordSet = 'demo.million_60s[2015.01.01_TAI/1000000u]';
const keys = 'T_REC,QUALITY,T_OBS,FLUX,TEMP,DATAMEAN,OBS_VR,COUNTS';

/** An answer of a million records over loopback to typed columns, against JSON.parse of its bytes alone. */
export async function run(): Promise<BenchRow[]> {
  const server = fork(new URL('drms-server.ts', import.meta.url));
  try {
    // The first message of drms-server.ts is this one.
    const [{ url }] = (await once(server, 'message')) as [{ url: string }];
    // The first answer is made while it is sent; the later ones come from memory.
    await measure('columns', url);
    const columns: ReaderReport[] = [];
    const parse: ReaderReport[] = [];
    for (let run = 0; run < runs; run++) {
      columns.push(await measure('columns', url));
      parse.push(await measure('parse', url));
    }
    return rowsOf(columns, parse);
  } finally {
    server.disconnect();
  }
}

function rowsOf(columns: ReaderReport[], parse: ReaderReport[]): BenchRow[] {
  const middle = (reports: ReaderReport[], key: keyof ReaderReport): number => median(reports.map((one) => one[key]));
  const [ms, parseMs] = [middle(columns, 'ms'), middle(parse, 'ms')];
  const [peakMb, parseMb] = [middle(columns, 'peakMb'), middle(parse, 'peakMb')];
  const p95Ms = middle(columns, 'p95Ms');
  const megabytes = Math.round(middle(columns, 'bytes') / 1e6);
  const peer = { name: 'JSON.parse alone', value: parseMs, ratio: parseMs / ms };
  return [
    row(
      `drms: 10⁶ × 8 (${megabytes} MB) over loopback to columns`,
      ms,
      'ms',
      'faster than JSON.parse',
      ms < parseMs,
      peer,
    ),
    row('drms: peak memory of the process', peakMb, 'MB', '≤ 500 MB', peakMb <= 500, {
      name: 'with JSON.parse',
      value: parseMb,
      ratio: parseMb / peakMb,
    }),
    row('drms: delay of the event loop meanwhile, p95', p95Ms, 'ms', '≤ 20 ms', p95Ms <= 20),
    row('drms: longest delay of the event loop', middle(columns, 'longestMs'), 'ms', 'told', true),
  ];
}

async function measure(what: 'columns' | 'parse', url: string): Promise<ReaderReport> {
  const child: ChildProcess = fork(new URL('drms-reader.ts', import.meta.url), [what, url, recordSet, keys]);
  const ended = once(child, 'exit');
  const told = once(child, 'message');
  const first = await Promise.race([told, ended]);
  await ended;
  const [report] = first as [ReaderReport | number | null];
  if (typeof report !== 'object' || report === null) throw new Error(`The reader ended with ${report}.`);
  return report;
}

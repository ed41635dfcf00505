import { monitorEventLoopDelay } from 'node:perf_hooks';
import { configForBase, createDrmsClient } from '../app/clients/drms/index.ts';
import { percentile } from './bench-row.ts';

/** What one process measured on itself. */
export interface ReaderReport {
  ms: number;
  /** Of the answer. */
  bytes: number;
  /** Highest memory of the process. */
  peakMb: number;
  /** Delays of the event loop. */
  p95Ms: number;
  longestMs: number;
}

const [what = 'columns', url = '', recordSet = '', key = ''] = process.argv.slice(2);
const report = what === 'columns' ? await readColumns() : await parseJson();
process.send?.({ ...report, peakMb: process.resourceUsage().maxRSS / 1024 });
process.disconnect?.();

/** From the request to typed columns. */
async function readColumns(): Promise<Omit<ReaderReport, 'peakMb'>> {
  const client = createDrmsClient({ server: configForBase('DEMO', url) });
  await client.query(recordSet, { key, n: 20_000 });
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const startMs = performance.now();
  const { count, bytes } = await client.query(recordSet, { key });
  const ms = performance.now() - startMs;
  delays.disable();
  await client.close();
  if (count !== 1_000_000) throw new Error(`${count} records`);
  return { ms, bytes, p95Ms: delays.percentile(95) / 1e6, longestMs: delays.max / 1e6 };
}

/** JSON.parse alone of the same bytes: what came over the network is there already. */
async function parseJson(): Promise<Omit<ReaderReport, 'peakMb'>> {
  const address = `cgi-bin/ajax/jsoc_info?op=rs_list&ds=${encodeURIComponent(recordSet)}&key=${encodeURIComponent(key)}`;
  const body = Buffer.from(await (await fetch(new URL(address, url))).arrayBuffer());
  const startMs = performance.now();
  JSON.parse(body.toString('latin1'));
  const ms = performance.now() - startMs;
  return { ms, bytes: body.length, p95Ms: percentile([ms], 0.95), longestMs: ms };
}

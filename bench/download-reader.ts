import { createDownloads } from '../app/clients/http/download/downloads.ts';
import { nodeClock } from '../app/platform/node/node-clock.ts';

/** What one process that downloads has used. */
export interface DownloadReport {
  ms: number;
  cpuMs: number;
  verified: number;
}

const [url = '', folder = '', connections = '1', count = '1'] = process.argv.slice(2);
const names =
  Number(count) === 1 ? ['large.dat'] : Array.from({ length: Number(count) }, (_, index) => `${index}.fits`);
const items = names.map((name) => ({
  ...{ id: name, group: 'bench', record: null, segment: null },
  ...{ url: `${url}/${name}`, name },
}));
const downloads = createDownloads({
  ...{ clock: nodeClock, userAgent: 'Quarry/bench' },
  limitsOf: () => ({ connections: Number(connections), bytesPerSecond: null }),
});
const before = process.cpuUsage();
const startMs = performance.now();
const open = await downloads.open(folder);
await open.fetch(items, { signal: new AbortController().signal });
const { verified } = open.tally('bench');
await open.close();
const ms = performance.now() - startMs;
const { user, system } = process.cpuUsage(before);
await downloads.close();
process.send?.({ ms, cpuMs: (user + system) / 1000, verified } satisfies DownloadReport);

/**
 * Many hours of work in minutes: a core whose clock runs faster, with questions, uploads and a crawler, at a server
 * elsewhere: `node --expose-gc day-child.ts HOME URL HOURS SPEED`. At the end it says what it has grown to.
 */
import { mkdirSync, readdirSync, statSync, utimesSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '../app.ts';
import type { Contract } from '../contract/contract.ts';
import { openLog } from '../platform/node/node-log.ts';
import { createClient } from '../rpc/client.ts';
import { createTransportPair } from '../rpc/transport.ts';
import { jobEnd } from './crawl-core.ts';
import { fastClock } from './fast-clock.ts';
import { testPlatform } from './open-core.ts';

export interface Grown {
  heapBytes: number;
  handles: number;
  walBytes: number;
  logBytes: number;
  /** What was done, to see that it was something. */
  uploads: number;
}

const [home = '', url = '', hours = '1', speed = '100', series = '', sample = ''] = process.argv.slice(2);
const clock = fastClock(Number(speed));
const platform = { ...testPlatform(home), clock, log: openLog(join(home, 'logs')).log };
const app = await createApp(platform);
const [clientEnd, serverEnd] = createTransportPair();
app.router.serve(serverEnd);
const client = createClient<Contract>(clientEnd);
const server = { kind: 'juliabase' as const, name: 'Lab', url, user: 'l.brandt', password: 'quarry-demo' };
const { id: connectionId } = await client.call('connections.add', { ...server, pathRules: [] });

const instrument = join(home, 'instrument', sample);
mkdirSync(instrument, { recursive: true });
const recipe = join(home, 'day.yaml');
writeFileSync(
  recipe,
  `name: day\nconnection: Lab\nroot: instrument\nfiles: ["**/*.dat"]\nsample:\n  from: "{folder}"\nresult:\n  title: "Day {stem}"\n`,
);

const minuteMs = 60_000;
const startMs = clock.monotonicMs();
const endMs = startMs + Number(hours) * 60 * minuteMs;
const warmMs = startMs + (endMs - startMs) / 4;
let uploads = 0;
let before: Grown | undefined;
for (let turn = 0; clock.monotonicMs() < endMs; turn++) {
  await client.call('juliabase.series.get', { connectionId, name: series, refresh: true });
  await client.call('juliabase.sample.get', { connectionId, name: sample, refresh: turn % 2 === 0 });
  if (turn % 5 === 0) await upload(turn);
  if (turn % 20 === 0) await crawl(turn);
  // A mistake a minute: failures are logged.
  await client
    .call('juliabase.series.get', { connectionId, name: `none ${turn}`, refresh: true })
    .catch(() => undefined);
  if (before === undefined && clock.monotonicMs() > warmMs) before = await grown();
  await clock.sleep(Math.max(0, startMs + (turn + 1) * minuteMs - clock.monotonicMs()));
}
const after = await grown();
client.close();
await app.close();
writeSync(1, JSON.stringify({ before, after }));
process.exit(0);

async function upload(turn: number): Promise<void> {
  const result = {
    ...{ title: `Upload ${turn}`, comments: 'Measured.', sampleIds: [], seriesNames: [series] },
    ...{ timestampUtc: '2026-03-05T13:20:00.000Z', timestampInaccuracy: 0 },
    table: { headings: ['T'], rows: [['25']] },
  };
  await client.call('outbox.result.add', { connectionId, result });
  uploads += 1;
}

async function crawl(turn: number): Promise<void> {
  const file = join(instrument, `${turn}.dat`);
  writeFileSync(file, `measured in turn ${turn}`);
  // By the real clock: nothing may be newer than the time of the server.
  const hourAgo = Date.now() / 1000 - 3600;
  utimesSync(file, hourAgo, hourAgo);
  const { jobId } = await client.call('crawl.run', { file: recipe });
  await jobEnd(client, jobId);
}

async function grown(): Promise<Grown> {
  // What is waiting to be forgotten is no growth.
  for (let round = 0; round < 4; round++) {
    await clock.sleep(1000);
    globalThis.gc?.();
  }
  return {
    heapBytes: process.memoryUsage().heapUsed,
    handles: process.getActiveResourcesInfo().length,
    walBytes: bytesOf((name) => name.endsWith('-wal')),
    logBytes: bytesOf((_name, folder) => folder.endsWith('logs')),
    uploads,
  };
}

function bytesOf(wanted: (name: string, folder: string) => boolean): number {
  const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const chosen = files.filter(({ name, parentPath }) => wanted(name, parentPath));
  return chosen.reduce((sum, { name, parentPath }) => sum + statSync(join(parentPath, name)).size, 0);
}

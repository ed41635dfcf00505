/**
 * A process to be killed. Counts in a job and says each number once its checkpoint is on disk; the line
 * `begin N` says where it went on, `end` that the job has succeeded.
 * Arguments: data folder, number to count to.
 */
import { appendFileSync, mkdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { JobEngine } from '../jobs/job-engine.ts';
import { done } from '../jobs/job-kind.ts';
import { nodeClock } from '../platform/node/node-clock.ts';
import { openDatabases } from '../rpc/node/database-worker.ts';
import type { StoreApi } from '../store/store-api.ts';
import { countKind } from './count-kind.ts';
import { silentLog } from './silent-log.ts';

const [homeFolder = '', to = '0'] = process.argv.slice(2);
const cacheFolder = join(homeFolder, 'cache');
mkdirSync(cacheFolder, { recursive: true });
const databases = await openDatabases<StoreApi>({ homeFolder, cacheFolder });
const engine = new JobEngine({
  rows: databases.calls,
  clock: nodeClock,
  log: silentLog,
  concurrency: 1,
  graceMs: 1000,
});

const say = (line: string): void => {
  // Nothing may stay in a buffer of a process that is about to be killed.
  writeSync(1, `${line}\n`);
};
engine.register(
  countKind(async ({ input, checkpoint, saveCheckpoint }) => {
    say(`begin ${checkpoint?.at ?? 0}`);
    for (let at = (checkpoint?.at ?? 0) + 1; at <= input.to; at++) {
      appendFileSync(join(homeFolder, 'ledger.txt'), `${at}\n`);
      await saveCheckpoint({ at });
      say(String(at));
    }
    return done({});
  }),
);
await engine.start();
const id = engine.list()[0]?.id ?? (await engine.enqueue('count', { to: Number(to) }, 'Count'));
const job = await engine.settled(id, new AbortController().signal);
await engine.close();
await databases.close();
say(job.status === 'succeeded' ? 'end' : job.status);

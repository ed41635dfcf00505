/**
 * A process to be killed: runs one job of openBIS, anew or from where an earlier one was killed, and says how it ended:
 * `node openbis-jobs-child.ts HOME DEMO_URL KIND INPUT_AS_JSON`.
 */
import { mkdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createOpenbisClient } from '../clients/openbis/client.ts';
import { JobEngine } from '../jobs/job-engine.ts';
import { openbisDownloadKind } from '../jobs/kinds/openbis-download.ts';
import { openbisUploadKind } from '../jobs/kinds/openbis-upload.ts';
import { nodeClock } from '../platform/node/node-clock.ts';
import { openDatabases } from '../rpc/node/database-worker.ts';
import type { StoreApi } from '../store/store-api.ts';
import { quickOpenbisPace } from './openbis-jobs-lab.ts';
import { silentLog } from './silent-log.ts';

const [homeFolder = '', url = '', kind = '', input = '{}'] = process.argv.slice(2);
const cacheFolder = join(homeFolder, 'cache');
mkdirSync(cacheFolder, { recursive: true });
const databases = await openDatabases<StoreApi>({ homeFolder, cacheFolder });
const client = createOpenbisClient({ url, login: { user: 'demo', password: 'demo' }, name: 'lab' });
const clientOf = async () => client;
const engine = new JobEngine({
  ...{ rows: databases.calls, clock: nodeClock, log: silentLog, concurrency: 1, graceMs: 1000 },
});
// A server that is asked twice in a row has finished what an earlier process asked of it.
const pace = { ...quickOpenbisPace, looksMs: [200, 500, 1000] };
engine.register(openbisDownloadKind({ clientOf, pace }));
engine.register(openbisUploadKind({ clientOf, pace, onRegistered: async () => undefined }));
await engine.start();
const id = engine.list()[0]?.id ?? (await engine.enqueue(kind, JSON.parse(input), 'Job'));
const job = await engine.settled(id, new AbortController().signal);
await engine.close();
await client.close();
await databases.close();
writeSync(1, `${JSON.stringify(job)}\n`);

/**
 * A process to be killed: runs one batch of exports, anew or from where an earlier one was killed, and says how it
 * ended: `node export-child.ts HOME DEMO_URL FOLDER QUERIES_AS_JSON`.
 */
import { mkdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createDrmsClient } from '../clients/drms/client.ts';
import { configForBase } from '../clients/drms/server-registry.ts';
import { createDownloads } from '../clients/http/download/downloads.ts';
import { JobEngine } from '../jobs/job-engine.ts';
import { drmsExportKind } from '../jobs/kinds/drms-export.ts';
import { nodeClock } from '../platform/node/node-clock.ts';
import { openDatabases } from '../rpc/node/database-worker.ts';
import type { StoreApi } from '../store/store-api.ts';
import { batchInput, quickPace } from './export-lab.ts';
import { silentLog } from './silent-log.ts';

const [homeFolder = '', demoUrl = '', folder = '', queries = '[]'] = process.argv.slice(2);
const cacheFolder = join(homeFolder, 'cache');
mkdirSync(cacheFolder, { recursive: true });
const databases = await openDatabases<StoreApi>({ homeFolder, cacheFolder });
const client = createDrmsClient({ server: configForBase('demo', demoUrl), limits: { retryDelayMs: 5 } });
const downloads = createDownloads({ clock: nodeClock, userAgent: 'Quarry/test', random: () => 0 });
const engine = new JobEngine({
  ...{ rows: databases.calls, clock: nodeClock, log: silentLog, concurrency: 1, graceMs: 1000 },
});
engine.register(drmsExportKind({ clientOf: async () => client, downloads, pace: quickPace }));
await engine.start();
const input = { serverId: 'demo', ...batchInput(JSON.parse(queries), folder) };
const id = engine.list()[0]?.id ?? (await engine.enqueue('drms.export', input, 'Export'));
const job = await engine.settled(id, new AbortController().signal);
await engine.close();
await downloads.close();
await client.close();
await databases.close();
writeSync(1, `${JSON.stringify(job)}\n`);

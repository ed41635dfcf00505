import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabases } from '../rpc/node/database-worker.ts';
import type { StoreApi } from '../store/store-api.ts';
import { jobEngineSuite } from '../testing/job-engine-suite.ts';
import { MemoryJobRows } from '../testing/memory-job-rows.ts';

jobEngineSuite('rows in memory', async () => ({ rows: new MemoryJobRows(), close: async () => undefined }));

jobEngineSuite('store.sqlite', async () => {
  const homeFolder = mkdtempSync(join(tmpdir(), 'quarry-jobs-'));
  const cacheFolder = join(homeFolder, 'cache');
  mkdirSync(cacheFolder);
  const databases = await openDatabases<StoreApi>({ homeFolder, cacheFolder });
  return {
    rows: databases.calls,
    close: async () => {
      await databases.close();
      rmSync(homeFolder, { recursive: true });
    },
  };
});

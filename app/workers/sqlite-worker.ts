import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import type { CacheApi } from '../cache/cache-api.ts';
import { openCacheDatabase } from '../cache/cache-database.ts';
import type { DatabaseFolders, DatabaseLifecycle } from '../rpc/node/database-worker.ts';
import { serveWorker } from '../rpc/node/worker-client.ts';
import type { StoreApi } from '../store/store-api.ts';
import { openStoreDatabase } from '../store/store-database.ts';
import { takeWriterLock } from '../store/writer-lock.ts';

// The host of this worker passes exactly this.
const { homeFolder, cacheFolder } = workerData as DatabaseFolders;
const handlers: Partial<StoreApi & CacheApi & DatabaseLifecycle> = {
  open() {
    const lock = takeWriterLock(homeFolder);
    const { close: closeStore, ...storeCalls } = openStoreDatabase(join(homeFolder, 'store.sqlite'));
    const { close: closeCache, ...cacheCalls } = openCacheDatabase(join(cacheFolder, 'cache.sqlite'));
    Object.assign(handlers, storeCalls, cacheCalls, {
      shutDown() {
        closeCache();
        closeStore();
        lock.release();
      },
    });
  },
};
serveWorker(handlers);

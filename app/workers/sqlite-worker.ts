import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import type { CacheApi } from '../cache/cache-api.ts';
import { openCacheDatabase } from '../cache/cache-database.ts';
import { serveWorker } from '../rpc/node/worker-client.ts';
import type { StoreApi } from '../store/store-api.ts';
import { openStoreDatabase, takeWriterLock } from '../store/store-database.ts';

export interface SqliteWorkerData {
  homeFolder: string;
  cacheFolder: string;
}

export interface DatabaseApi extends StoreApi, CacheApi {
  /** Takes the writer lock and opens both databases; before it nothing else works. */
  open(): void;
  shutDown(): void;
}

// The host of this worker passes exactly this.
const { homeFolder, cacheFolder } = workerData as SqliteWorkerData;
const handlers: Partial<DatabaseApi> = {
  open() {
    const lock = takeWriterLock(join(homeFolder, 'lock.sqlite'));
    const store = openStoreDatabase(join(homeFolder, 'store.sqlite'));
    const cache = openCacheDatabase(join(cacheFolder, 'cache.sqlite'));
    const { close: closeStore, ...storeCalls } = store;
    const { close: closeCache, ...cacheCalls } = cache;
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

import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import type { CacheApi } from '../cache/cache-api.ts';
import { openCacheDatabase } from '../cache/cache-database.ts';
import { Journal } from '../outbox/journal/journal.ts';
import type { JournalApi } from '../outbox/journal-api.ts';
import type { DatabaseFolders, DatabaseLifecycle } from '../rpc/node/database-worker.ts';
import { serveWorker } from '../rpc/node/worker-client.ts';
import type { StoreApi } from '../store/store-api.ts';
import { openStoreDatabase } from '../store/store-database.ts';
import { takeWriterLock } from '../store/writer-lock.ts';

// The host of this worker passes exactly this.
const { homeFolder, cacheFolder } = workerData as DatabaseFolders;
const handlers: Partial<StoreApi & CacheApi & JournalApi & DatabaseLifecycle> = {
  open() {
    const lock = takeWriterLock(homeFolder);
    const { close: closeStore, ...storeCalls } = openStoreDatabase(join(homeFolder, 'store.sqlite'));
    const { close: closeCache, ...cacheCalls } = openCacheDatabase(join(cacheFolder, 'cache.sqlite'));
    const journal = new Journal(join(homeFolder, 'outbox'), () => Date.now());
    Object.assign(handlers, storeCalls, cacheCalls, journalCalls(journal), {
      shutDown() {
        journal.close();
        closeCache();
        closeStore();
        lock.release();
      },
    });
  },
};
serveWorker(handlers);

/** Methods of a class are not its own properties; a worker serves only those. */
function journalCalls(journal: Journal): JournalApi {
  return {
    putOutbox: (put) => journal.putOutbox(put),
    saveOutboxProgress: (id, progress, records) => journal.saveOutboxProgress(id, progress, records),
    listOpenOutbox: () => journal.listOpenOutbox(),
    listEndedOutbox: (limit) => journal.listEndedOutbox(limit),
    countOutbox: () => journal.countOutbox(),
    getOutboxItem: (id) => journal.getOutboxItem(id),
    listOutboxRecords: (space) => journal.listOutboxRecords(space),
    getOutboxRecord: (space, key) => journal.getOutboxRecord(space, key),
    takeOutboxNotices: () => journal.takeOutboxNotices(),
  };
}

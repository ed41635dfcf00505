import { Worker } from 'node:worker_threads';
import { createWorkerClient, type Remote } from './worker-client.ts';

export interface DatabaseFolders {
  /** Holds store.sqlite and lock.sqlite. */
  homeFolder: string;
  /** Holds cache.sqlite and its quarantine. */
  cacheFolder: string;
}

/** What the thread serves besides the calls of the databases. */
export interface DatabaseLifecycle {
  /** Takes the writer lock and opens both databases; nothing else works before. */
  open(): void;
  /** Closes both and frees the lock. */
  shutDown(): void;
}

export interface Databases<Api> {
  calls: Remote<Api>;
  close(): Promise<void>;
}

/**
 * Starts the one thread in which all databases live, so that no query holds up the core.
 * @throws AppError `conflict` if another process owns the data folder, `storage` if a file cannot be opened.
 */
export async function openDatabases<Api>(folders: DatabaseFolders): Promise<Databases<Api>> {
  const worker = new Worker(new URL('../../workers/sqlite-worker.ts', import.meta.url), {
    workerData: folders,
    resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 8 },
  });
  const client = createWorkerClient<DatabaseLifecycle>(worker);
  try {
    await client.open();
  } catch (error) {
    await client.close();
    throw error;
  }
  let closing: Promise<void> | undefined;
  return {
    // The thread serves all of it; a second client would count its calls from 1 again.
    calls: client as unknown as Remote<Api>,
    close: () => {
      closing ??= client.shutDown().finally(() => client.close());
      return closing;
    },
  };
}

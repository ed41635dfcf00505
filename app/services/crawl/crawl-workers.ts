import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ReadAnswer, ReadRequest } from '../../crawl/reading/read-file.ts';
import type { TrackerApi } from '../../crawl/tracking/tracker.ts';
import type { TrackerFile } from '../../crawl/tracking/tracker-database.ts';
import type { FolderLook, WalkedPart, WalkOrder, WalkPart } from '../../crawl/tracking/walk-part.ts';
import { createWorkerClient, type Remote } from '../../rpc/node/worker-client.ts';
import { LazyWorker } from '../compute.ts';

type TrackerClient = Remote<TrackerApi> & { close(): Promise<void> };

interface FileApi {
  readFiles(requests: readonly ReadRequest[]): ReadAnswer[];
  walkPart(part: WalkPart): WalkedPart;
}

/** A thread does not gain from less. */
const fewestPerThread = 8;
const walkSliceMs = 100;
const idleMs = 10_000;
/** They hand on what they see; V8 would let them keep tens of megabytes of it. */
const lean = { maxYoungGenerationSizeMb: 2 };

/** The threads of crawlers: one that knows their files, and some that read and hash. */
export class CrawlWorkers {
  private readonly file: TrackerFile;
  private readonly readers = Array.from(
    { length: Math.min(4, availableParallelism()) },
    () => new LazyWorker<FileApi>(new URL('../../workers/file-worker.ts', import.meta.url), idleMs, lean),
  );
  private opening: Promise<TrackerClient> | undefined;

  constructor(file: TrackerFile) {
    this.file = file;
  }

  /** Opened when it is first needed. Rejects with 'storage'. */
  tracker(): Promise<Remote<TrackerApi>> {
    this.opening ??= this.open().catch((error: unknown) => {
      this.opening = undefined;
      throw error;
    });
    return this.opening;
  }

  /** Looks at all folders below the root. A thread gives back what it has not come to, and all deal it out anew. */
  async walk(order: WalkOrder, signal: AbortSignal, onFiles: (count: number) => void): Promise<FolderLook[]> {
    const looks: FolderLook[] = [];
    let waiting = [''];
    let count = 0;
    while (waiting.length > 0) {
      signal.throwIfAborted();
      // At first there is but one folder, and only what is in it can be dealt out.
      const sliceMs = looks.length < this.readers.length ? 0 : walkSliceMs;
      const parts = await Promise.all(
        this.readers.map((reader, index): Promise<WalkedPart> => {
          const folders = waiting.filter((_, at) => at % this.readers.length === index);
          if (folders.length === 0) return Promise.resolve({ looks: [], waiting: [] });
          return reader.use((api) => api.walkPart({ ...order, folders, sliceMs }));
        }),
      );
      waiting = parts.flatMap((part) => part.waiting);
      for (const look of parts.flatMap((part) => part.looks)) {
        looks.push(look);
        count += look[2];
      }
      onFiles(count);
    }
    return looks;
  }

  /** In the order of the requests. */
  async readFiles(requests: readonly ReadRequest[]): Promise<ReadAnswer[]> {
    const share = Math.max(fewestPerThread, Math.ceil(requests.length / this.readers.length));
    const parts = this.readers.map((reader, index) => {
      const part = requests.slice(index * share, (index + 1) * share);
      return part.length === 0 ? [] : reader.use((api) => api.readFiles(part));
    });
    return (await Promise.all(parts)).flat();
  }

  async close(): Promise<void> {
    const tracker = await this.opening?.catch(() => undefined);
    await Promise.all([tracker?.close(), ...this.readers.map((reader) => reader.close())]);
  }

  private async open(): Promise<TrackerClient> {
    const worker = new Worker(new URL('../../workers/crawl-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 8 },
    });
    const client = createWorkerClient<TrackerApi & { open(file: TrackerFile): void }>(worker);
    try {
      await client.open(this.file);
      return client;
    } catch (error) {
      await client.close();
      throw error;
    }
  }
}

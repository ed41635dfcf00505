import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ReadAnswer, ReadRequest } from '../../crawl/reading/read-file.ts';
import type { TrackerApi } from '../../crawl/tracking/tracker.ts';
import type { TrackerFile } from '../../crawl/tracking/tracker-database.ts';
import { createWorkerClient, type Remote } from '../../rpc/node/worker-client.ts';
import { LazyWorker } from '../compute.ts';

type TrackerClient = Remote<TrackerApi> & { close(): Promise<void> };

interface FileApi {
  readFiles(requests: readonly ReadRequest[]): ReadAnswer[];
}

/** A thread does not gain from less. */
const fewestPerThread = 8;
const idleMs = 10_000;

/** The threads of crawlers: one that knows their files, and some that read and hash. */
export class CrawlWorkers {
  private readonly file: TrackerFile;
  private readonly readers = Array.from(
    { length: Math.min(4, availableParallelism()) },
    () => new LazyWorker<FileApi>(new URL('../../workers/file-worker.ts', import.meta.url), idleMs),
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

import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { ComputeApi } from '../analysis/compute-api.ts';
import type { DrawRequest } from '../figures/node/draw-figure.ts';
import { createWorkerClient, type Remote } from '../rpc/node/worker-client.ts';

type WorkerClient<T> = Remote<T> & { close(): Promise<void> };

/** A worker that starts when it is first needed and ends when it was idle for a while, to keep the core small. */
export class LazyWorker<T> {
  private readonly script: URL;
  private readonly idleMs: number;
  private readonly limits: ResourceLimits;
  private client: WorkerClient<T> | undefined;
  private users = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(script: URL, idleMs: number, limits: ResourceLimits = {}) {
    this.script = script;
    this.idleMs = idleMs;
    this.limits = limits;
  }

  async use<R>(work: (client: Remote<T>) => Promise<R>): Promise<R> {
    clearTimeout(this.timer);
    this.client ??= createWorkerClient<T>(this.start());
    this.users += 1;
    try {
      return await work(this.client);
    } finally {
      this.users -= 1;
      if (this.users === 0 && Number.isFinite(this.idleMs))
        this.timer = setTimeout(() => void this.close(), this.idleMs).unref();
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.timer);
    const { client } = this;
    this.client = undefined;
    await client?.close();
  }

  private start(): Worker {
    const worker = new Worker(this.script, { resourceLimits: this.limits });
    worker.once('exit', () => {
      this.client = undefined;
    });
    return worker;
  }
}

export interface FigureWorkerApi {
  draw(request: DrawRequest): Promise<Uint8Array>;
}

/** An unused one costs 150 MB. */
const figureWorkerIdleMs = 60_000;

export function figureWorker(): LazyWorker<FigureWorkerApi> {
  return new LazyWorker(new URL('../workers/figure-worker.ts', import.meta.url), figureWorkerIdleMs);
}

/** The points of open figures live in the compute worker, so it ends only when none is open. */
export class Compute implements ComputeApi {
  private readonly worker = new LazyWorker<ComputeApi>(
    new URL('../workers/compute-worker.ts', import.meta.url),
    Number.POSITIVE_INFINITY,
  );
  private readonly open = new Set<string>();

  loadCurve(request: Parameters<ComputeApi['loadCurve']>[0]): ReturnType<ComputeApi['loadCurve']> {
    this.open.add(request.figureId);
    return this.worker.use((api) => api.loadCurve(request));
  }

  fit(request: Parameters<ComputeApi['fit']>[0]): ReturnType<ComputeApi['fit']> {
    return this.worker.use((api) => api.fit(request));
  }

  curves(request: Parameters<ComputeApi['curves']>[0]): ReturnType<ComputeApi['curves']> {
    return this.worker.use((api) => api.curves(request));
  }

  formula(request: Parameters<ComputeApi['formula']>[0]): ReturnType<ComputeApi['formula']> {
    return this.worker.use((api) => api.formula(request));
  }

  async release(request: { figureId: string }): Promise<void> {
    if (!this.open.delete(request.figureId)) return;
    if (this.open.size === 0) await this.worker.close();
    else await this.worker.use((api) => api.release(request));
  }

  close(): Promise<void> {
    return this.worker.close();
  }
}

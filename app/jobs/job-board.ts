import { AppError } from '../contract/app-error.ts';
import type { Job, JobEvent } from '../contract/jobs.ts';
import type { Clock } from '../platform/platform.ts';
import type { JobRow } from '../store/rows.ts';
import type { JobProgress } from './job-kind.ts';
import { RateMeter } from './rate.ts';

/** The rows as the engine needs them; each write is on disk when it resolves. */
export interface JobRows {
  listJobs(): Promise<JobRow[]>;
  insertJob(row: JobRow): Promise<void>;
  updateJob(id: string, change: JobChange): Promise<boolean>;
  removeJob(id: string): Promise<void>;
}

export type JobChange = Partial<Omit<JobRow, 'id' | 'kind' | 'input' | 'createdMs'>>;

/** An eye follows no more; a window has better things to do than to draw each file that was read. */
const progressEveryMs = 100;
const mostRemoved = 100;

interface Watcher {
  /** By job, so that one who reads slowly finds each job's present state, not all that it went through. */
  changes: Map<string, JobEvent>;
  wake(): void;
}

/** All rows in memory. A change is shown once it is on disk; progress is shown only. */
export class JobBoard {
  private readonly stored: JobRows;
  private readonly clock: Clock;
  private readonly canPause: (kind: string) => boolean;
  private readonly rows = new Map<string, JobRow>();
  /** The last ones that were taken off the list, for whoever did it by mistake. */
  private readonly removed = new Map<string, JobRow>();
  private readonly meters = new Map<string, RateMeter>();
  private readonly shownAtMs = new Map<string, number>();
  private readonly watchers = new Set<Watcher>();
  private readonly ending = new AbortController();
  private sequence = 0;

  constructor(stored: JobRows, clock: Clock, canPause: (kind: string) => boolean) {
    this.stored = stored;
    this.clock = clock;
    this.canPause = canPause;
  }

  async load(): Promise<JobRow[]> {
    const oldestFirst = (await this.stored.listJobs()).toReversed();
    for (const row of oldestFirst) this.rows.set(row.id, row);
    return oldestFirst;
  }

  /** Oldest first. */
  all(): JobRow[] {
    return [...this.rows.values()];
  }

  find(id: string): JobRow | undefined {
    return this.rows.get(id);
  }

  row(id: string): JobRow {
    const row = this.rows.get(id);
    if (row === undefined) throw noSuchJob();
    return row;
  }

  job(id: string): Job {
    return this.describe(this.row(id));
  }

  /** Newest first. */
  jobs(): Job[] {
    return this.all()
      .toReversed()
      .map((row) => this.describe(row));
  }

  async add(row: JobRow): Promise<void> {
    await this.stored.insertJob(row);
    this.rows.set(row.id, row);
    this.show(row.id);
  }

  async change(id: string, change: JobChange): Promise<void> {
    await this.stored.updateJob(id, change);
    this.changeInMemory(id, change);
  }

  /** For what is not worth a write, and for what the disk does not take. */
  changeInMemory(id: string, change: JobChange): void {
    const row = this.rows.get(id);
    if (row === undefined) return;
    this.rows.set(id, { ...row, ...change });
    this.show(id);
  }

  async remove(id: string): Promise<void> {
    const row = this.row(id);
    await this.stored.removeJob(id);
    this.removed.set(id, row);
    const [oldest] = this.removed.keys();
    if (this.removed.size > mostRemoved && oldest !== undefined) this.removed.delete(oldest);
    for (const map of [this.rows, this.meters, this.shownAtMs]) map.delete(id);
    this.emit(id, { kind: 'removed', sequence: ++this.sequence, id });
  }

  /** Puts a job that was taken off the list where it was. @throws AppError 'not-found' if it is not known any more */
  async restore(id: string): Promise<void> {
    const row = this.removed.get(id);
    if (row === undefined) throw noSuchJob();
    await this.stored.insertJob(row);
    this.removed.delete(id);
    const oldestFirst = [...this.rows.values(), row].toSorted((one, other) => one.createdMs - other.createdMs);
    this.rows.clear();
    for (const one of oldestFirst) this.rows.set(one.id, one);
    this.show(id);
  }

  /** Rates count from here. */
  beginProgress(id: string): void {
    this.meters.set(id, new RateMeter());
  }

  progress(id: string, { phase, done, total, unit }: JobProgress): void {
    const row = this.rows.get(id);
    if (row === undefined) return;
    const nowMs = this.clock.monotonicMs();
    // What is counted in something else counts from its own start.
    if (row.unit !== (unit ?? null)) this.beginProgress(id);
    this.meters.get(id)?.add(nowMs, done);
    this.rows.set(id, { ...row, phase, done, total: total ?? null, unit: unit ?? null });
    const shownAtMs = this.shownAtMs.get(id) ?? Number.NEGATIVE_INFINITY;
    if (nowMs - shownAtMs >= progressEveryMs) this.show(id);
    // The first of those that come too soon waits and then shows the last of them.
    else if (shownAtMs <= nowMs) this.showAfter(id, shownAtMs + progressEveryMs - nowMs);
  }

  /** All jobs now, then each change, until the caller leaves or the board closes. */
  async *watch(signal: AbortSignal): AsyncGenerator<JobEvent, void, void> {
    const stop = AbortSignal.any([signal, this.ending.signal]);
    const watcher: Watcher = { changes: new Map(), wake: () => undefined };
    const onAbort = (): void => watcher.wake();
    this.watchers.add(watcher);
    stop.addEventListener('abort', onAbort, { once: true });
    try {
      if (!stop.aborted) yield { kind: 'snapshot', sequence: this.sequence, jobs: this.jobs() };
      while (!stop.aborted) {
        const [next] = watcher.changes;
        if (next !== undefined) {
          watcher.changes.delete(next[0]);
          yield next[1];
        } else {
          await new Promise<void>((resolve) => {
            watcher.wake = resolve;
          });
        }
      }
    } finally {
      this.watchers.delete(watcher);
      stop.removeEventListener('abort', onAbort);
    }
  }

  close(): void {
    this.ending.abort();
  }

  private showAfter(id: string, delayMs: number): void {
    this.shownAtMs.set(id, this.clock.monotonicMs() + delayMs);
    this.clock.sleep(delayMs, this.ending.signal).then(
      () => this.show(id),
      () => undefined,
    );
  }

  private show(id: string): void {
    const row = this.rows.get(id);
    if (row === undefined) return;
    this.shownAtMs.set(id, this.clock.monotonicMs());
    this.emit(id, { kind: 'changed', sequence: ++this.sequence, job: this.describe(row) });
  }

  private emit(id: string, event: JobEvent): void {
    for (const watcher of this.watchers) {
      // Set anew, so that sequences stay in order.
      watcher.changes.delete(id);
      watcher.changes.set(id, event);
      watcher.wake();
    }
  }

  private describe(row: JobRow): Job {
    const meter = row.status === 'running' ? this.meters.get(row.id) : undefined;
    return {
      id: row.id,
      kind: row.kind,
      title: row.title,
      status: row.status,
      attempt: row.attempt,
      phase: row.phase,
      done: row.done,
      total: row.total,
      unit: row.unit,
      ratePerSecond: meter?.perSecond() ?? null,
      remainingMs: meter?.remainingMs(row.total) ?? null,
      createdUtc: new Date(row.createdMs).toISOString(),
      startedUtc: utc(row.startedMs),
      endedUtc: utc(row.endedMs),
      retryAtUtc: utc(row.retryAtMs),
      error: row.error,
      question: row.question,
      result: row.result,
      canPause: this.canPause(row.kind),
    };
  }
}

export function noSuchJob(): AppError {
  return new AppError('not-found', 'There is no such job.', { remedy: 'It may have been removed from the list.' });
}

function utc(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

import { randomUUID } from 'node:crypto';
import { AppError, type JsonValue, toAppError } from '../contract/app-error.ts';
import type { Job, JobEvent } from '../contract/jobs.ts';
import type { Clock, Log } from '../platform/platform.ts';
import type { JobRow } from '../store/rows.ts';
import type { JobContext, JobKind, JobOutcome } from './job-kind.ts';
import { RateMeter } from './rate.ts';

/** The rows as the engine needs them; each write is on disk when it resolves. */
export interface JobRows {
  listJobs(): Promise<JobRow[]>;
  insertJob(row: JobRow): Promise<void>;
  updateJob(id: string, change: Partial<Omit<JobRow, 'id' | 'kind' | 'input' | 'createdMs'>>): Promise<boolean>;
  removeJob(id: string): Promise<void>;
}

export interface JobEngineParts {
  rows: JobRows;
  clock: Clock;
  log: Log;
  /** Jobs that run at the same time. */
  concurrency: number;
  /** How long a cancelled or ending job may take to obey. */
  graceMs: number;
  /** Told of every job that ended or needs a person. */
  onEnded?: (job: Job) => void;
}

type AnyKind = JobKind<unknown, unknown>;
type Stop = 'pause' | 'cancel' | 'close';

interface Running {
  controller: AbortController;
  stop: Stop | undefined;
  /** Resolves when the slot is free, whether the work obeyed or not. */
  finished: Promise<void>;
}

const open: readonly JobRow['status'][] = ['queued', 'running', 'waiting', 'paused', 'needs-you'];

/** Runs rows by their kinds. A row that was running when the process ended is queued again with its checkpoint. */
export class JobEngine {
  private readonly parts: JobEngineParts;
  private readonly kinds = new Map<string, AnyKind>();
  private readonly rows = new Map<string, JobRow>();
  private readonly meters = new Map<string, RateMeter>();
  private readonly running = new Map<string, Running>();
  private readonly watchers = new Set<(event: JobEvent) => void>();
  private readonly ending = new AbortController();
  private sequence = 0;
  private closed = false;

  constructor(parts: JobEngineParts) {
    this.parts = parts;
  }

  register<I, C>(kind: JobKind<I, C>): void {
    // The engine parses input and checkpoint with the kind's own schemas before it hands them back.
    this.kinds.set(kind.kind, kind as unknown as AnyKind);
  }

  /** Call once, after all kinds are registered. */
  async start(): Promise<void> {
    for (const row of await this.parts.rows.listJobs()) {
      this.rows.set(row.id, row);
      if (row.status === 'running') await this.change(row.id, { status: 'queued' });
      if (row.status === 'waiting') this.wakeLater(row);
    }
    this.fill();
  }

  /** @returns the id of the new row; it is on disk before this resolves. */
  async enqueue(kind: string, input: unknown, title: string): Promise<string> {
    const parsed = this.kindOf(kind).inputSchema.parse(input) as JsonValue;
    const row: JobRow = {
      id: randomUUID(),
      kind,
      title,
      status: 'queued',
      attempt: 0,
      phase: null,
      done: 0,
      total: null,
      unit: null,
      input: parsed,
      checkpoint: null,
      retryAtMs: null,
      createdMs: this.parts.clock.nowMs(),
      startedMs: null,
      endedMs: null,
      error: null,
      question: null,
      answer: null,
      result: null,
    };
    await this.parts.rows.insertJob(row);
    this.rows.set(row.id, row);
    this.emitChanged(row);
    this.fill();
    return row.id;
  }

  /** Newest first. */
  list(): Job[] {
    return [...this.rows.values()].toSorted((a, b) => b.createdMs - a.createdMs).map((row) => this.describe(row));
  }

  get(id: string): Job {
    return this.describe(this.row(id));
  }

  /** Inputs of jobs that are not ended. */
  openInputs(): { id: string; kind: string; input: JsonValue }[] {
    return [...this.rows.values()]
      .filter((row) => open.includes(row.status))
      .map(({ id, kind, input }) => ({ id, kind, input }));
  }

  async pause(id: string): Promise<void> {
    const row = this.row(id);
    if (!this.kindOf(row.kind).canPause)
      throw new AppError('conflict', `“${row.title}” cannot be paused.`, { remedy: 'Wait for it or cancel it.' });
    this.require(row, ['queued', 'running', 'waiting']);
    await this.stop(id, 'pause');
    await this.change(id, { status: 'paused', retryAtMs: null });
  }

  async resume(id: string): Promise<void> {
    this.require(this.row(id), ['paused', 'waiting']);
    await this.change(id, { status: 'queued', retryAtMs: null });
    this.fill();
  }

  async cancel(id: string): Promise<void> {
    this.require(this.row(id), open);
    await this.stop(id, 'cancel');
    await this.change(id, { status: 'cancelled', endedMs: this.parts.clock.nowMs(), question: null, retryAtMs: null });
  }

  async retry(id: string): Promise<void> {
    this.require(this.row(id), ['failed', 'cancelled']);
    await this.change(id, { status: 'queued', error: null, endedMs: null });
    this.fill();
  }

  async answer(id: string, choice: string): Promise<void> {
    const row = this.row(id);
    this.require(row, ['needs-you']);
    if (row.question?.choices.some((candidate) => candidate.id === choice) !== true) {
      throw new AppError('invalid-input', `“${row.title}” has no choice “${choice}”.`);
    }
    await this.change(id, { status: 'queued', question: null, answer: choice });
    this.fill();
  }

  async remove(id: string): Promise<void> {
    this.require(this.row(id), ['succeeded', 'failed', 'cancelled']);
    await this.parts.rows.removeJob(id);
    this.rows.delete(id);
    this.emit({ kind: 'removed', sequence: ++this.sequence, id });
  }

  /** All jobs now, then each change, until the caller leaves. */
  async *watch(signal: AbortSignal): AsyncGenerator<JobEvent, void, void> {
    const waiting: JobEvent[] = [{ kind: 'snapshot', sequence: this.sequence, jobs: this.list() }];
    let wake = (): void => undefined;
    const listener = (event: JobEvent): void => {
      waiting.push(event);
      wake();
    };
    const stop = AbortSignal.any([signal, this.ending.signal]);
    const onAbort = (): void => wake();
    this.watchers.add(listener);
    stop.addEventListener('abort', onAbort, { once: true });
    try {
      while (!stop.aborted) {
        const event = waiting.shift();
        if (event !== undefined) yield event;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
            if (waiting.length > 0 || stop.aborted) resolve();
          });
      }
    } finally {
      this.watchers.delete(listener);
      stop.removeEventListener('abort', onAbort);
    }
  }

  /** Resolves with the job once it has ended or needs a person. */
  async settled(id: string, signal: AbortSignal): Promise<Job> {
    for await (const event of this.watch(signal)) {
      const job =
        event.kind === 'snapshot'
          ? event.jobs.find((one) => one.id === id)
          : event.kind === 'changed' && event.job.id === id
            ? event.job
            : undefined;
      if (job !== undefined && ['succeeded', 'failed', 'cancelled', 'needs-you'].includes(job.status)) return job;
    }
    throw new AppError('cancelled', 'Waiting for the job was cancelled; the job goes on.');
  }

  /** Stops running work; its rows stay and go on at the next start. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.running.keys()].map((id) => this.stop(id, 'close')));
    this.ending.abort();
  }

  private fill(): void {
    if (this.closed) return;
    const queued = [...this.rows.values()]
      .filter((row) => row.status === 'queued' && !this.running.has(row.id))
      .toSorted((a, b) => a.createdMs - b.createdMs);
    for (const row of queued.slice(0, Math.max(0, this.parts.concurrency - this.running.size))) this.launch(row);
  }

  private launch(row: JobRow): void {
    const controller = new AbortController();
    const slot: Running = { controller, stop: undefined, finished: Promise.resolve() };
    this.running.set(row.id, slot);
    slot.finished = this.work(row.id, slot).finally(() => {
      if (this.running.get(row.id) === slot) this.running.delete(row.id);
      this.fill();
    });
  }

  private async work(id: string, slot: Running): Promise<void> {
    const row = this.row(id);
    await this.change(id, {
      status: 'running',
      attempt: row.attempt + 1,
      startedMs: row.startedMs ?? this.parts.clock.nowMs(),
      error: null,
      retryAtMs: null,
    });
    try {
      const outcome = await this.runKind(id, slot);
      if (slot.stop === undefined || outcome.outcome === 'done') await this.settle(id, outcome);
    } catch (error) {
      if (slot.stop === undefined) await this.fail(id, toAppError(error));
    }
  }

  private async runKind(id: string, slot: Running): Promise<JobOutcome> {
    const row = this.row(id);
    const kind = this.kindOf(row.kind);
    const meter = new RateMeter();
    this.meters.set(id, meter);
    const context: JobContext<unknown, unknown> = {
      jobId: id,
      input: kind.inputSchema.parse(row.input),
      checkpoint: row.checkpoint === null ? null : kind.checkpointSchema.parse(row.checkpoint),
      answer: row.answer,
      attempt: row.attempt,
      signal: slot.controller.signal,
      clock: this.parts.clock,
      log: this.parts.log.child({ job: id, kind: row.kind }),
      progress: ({ phase, done, total, unit }) => {
        if (slot.stop !== undefined) return;
        meter.add(this.parts.clock.monotonicMs(), done);
        // Progress is for the eye: it is not worth a write to disk.
        this.merge(id, { phase, done, total: total ?? null, unit: unit ?? null });
      },
      saveCheckpoint: async (checkpoint) => {
        const current = this.row(id);
        await this.change(id, {
          checkpoint: checkpoint as JsonValue,
          phase: current.phase,
          done: current.done,
          answer: null,
        });
      },
    };
    return kind.run(context);
  }

  private async settle(id: string, outcome: JobOutcome): Promise<void> {
    const nowMs = this.parts.clock.nowMs();
    switch (outcome.outcome) {
      case 'done':
        await this.change(id, { status: 'succeeded', result: outcome.result, endedMs: nowMs, answer: null });
        break;
      case 'needs-you':
        await this.change(id, { status: 'needs-you', question: outcome.question, answer: null });
        break;
      case 'retry-later':
        await this.change(id, {
          status: 'waiting',
          error: outcome.reason.toData(),
          retryAtMs: nowMs + outcome.delayMs,
        });
        this.wakeLater(this.row(id));
        return;
      default:
        outcome satisfies never;
    }
    this.parts.onEnded?.(this.get(id));
  }

  private async fail(id: string, error: AppError): Promise<void> {
    this.parts.log.warn({ job: id, code: error.code, err: error.cause }, error.message);
    const status = error.code === 'cancelled' ? 'cancelled' : 'failed';
    await this.change(id, { status, error: error.toData(), endedMs: this.parts.clock.nowMs(), answer: null });
    this.parts.onEnded?.(this.get(id));
  }

  private wakeLater(row: JobRow): void {
    const delayMs = Math.max(0, (row.retryAtMs ?? 0) - this.parts.clock.nowMs());
    this.parts.clock
      .sleep(delayMs, this.ending.signal)
      .then(async () => {
        const now = this.rows.get(row.id);
        if (now?.status !== 'waiting' || now.retryAtMs !== row.retryAtMs) return;
        await this.change(row.id, { status: 'queued' });
        this.fill();
      })
      .catch(() => undefined);
  }

  /** Aborts the work and frees its slot after a bounded time even if it does not obey. */
  private async stop(id: string, stop: Stop): Promise<void> {
    const slot = this.running.get(id);
    if (slot === undefined) return;
    slot.stop = stop;
    slot.controller.abort();
    await Promise.race([slot.finished, this.parts.clock.sleep(this.parts.graceMs)]);
    if (this.running.get(id) === slot) this.running.delete(id);
    // It may have come to its end all the same.
    if (stop !== 'close') this.require(this.row(id), open);
    queueMicrotask(() => this.fill());
  }

  private kindOf(kind: string): AnyKind {
    const found = this.kinds.get(kind);
    if (found === undefined)
      throw new AppError('unsupported', `This Quarry knows no jobs of the kind ${kind}.`, {
        remedy: 'Use the version that made it.',
      });
    return found;
  }

  private row(id: string): JobRow {
    const row = this.rows.get(id);
    if (row === undefined) throw new AppError('not-found', 'There is no such job.');
    return row;
  }

  private require(row: JobRow, statuses: readonly JobRow['status'][]): void {
    if (!statuses.includes(row.status)) throw new AppError('conflict', `“${row.title}” is ${row.status} by now.`);
  }

  private async change(id: string, change: Parameters<JobRows['updateJob']>[1]): Promise<void> {
    await this.parts.rows.updateJob(id, change);
    this.merge(id, change);
  }

  private merge(id: string, change: Partial<JobRow>): void {
    const row = this.rows.get(id);
    if (row === undefined) return;
    const next = { ...row, ...change };
    this.rows.set(id, next);
    this.emitChanged(next);
  }

  private emitChanged(row: JobRow): void {
    this.emit({ kind: 'changed', sequence: ++this.sequence, job: this.describe(row) });
  }

  private emit(event: JobEvent): void {
    for (const watcher of this.watchers) watcher(event);
  }

  private describe(row: JobRow): Job {
    const meter = this.meters.get(row.id);
    const running = row.status === 'running';
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
      ratePerSecond: running ? (meter?.perSecond() ?? null) : null,
      remainingMs: running ? (meter?.remainingMs(row.total) ?? null) : null,
      createdUtc: utc(row.createdMs) ?? '',
      startedUtc: utc(row.startedMs),
      endedUtc: utc(row.endedMs),
      retryAtUtc: utc(row.retryAtMs),
      error: row.error,
      question: row.question,
      result: row.result,
      canPause: this.kinds.get(row.kind)?.canPause ?? false,
    };
  }
}

function utc(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

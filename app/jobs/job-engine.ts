import type { ZodType } from 'zod';
import { AppError, isAppError, type JsonValue, toAppError } from '../contract/app-error.ts';
import type { Job, JobEvent } from '../contract/jobs.ts';
import type { Clock, Log } from '../platform/platform.ts';
import type { JobRow } from '../store/rows.ts';
import { JobBoard, type JobRows, noSuchJob } from './job-board.ts';
import type { JobContext, JobKind, JobOutcome } from './job-kind.ts';
import { newRow } from './new-row.ts';

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

interface Slot {
  controller: AbortController;
  /** Told to end: what it comes to no longer counts, unless it is done. */
  stopped: boolean;
  /** Resolves when the work has ended and is written down. Never rejects. */
  finished: Promise<void>;
}

const open: readonly JobRow['status'][] = ['queued', 'running', 'waiting', 'paused', 'needs-you'];
const ended: readonly JobRow['status'][] = ['succeeded', 'failed', 'cancelled'];
const storageRetryMs = 60_000;
/** Also what a wait is cut to at a start, when the clock may have been set since. */
const longestSleepMs = 24 * 3_600_000;

/** Runs rows by their kinds. A row that was running when the process ended is queued again with its checkpoint. */
export class JobEngine {
  private readonly parts: JobEngineParts;
  private readonly board: JobBoard;
  private readonly kinds = new Map<string, AnyKind>();
  private readonly slots = new Map<string, Slot>();
  /** Last command of each job; the next one waits for it. */
  private readonly commands = new Map<string, Promise<void>>();
  private readonly ending = new AbortController();

  constructor(parts: JobEngineParts) {
    this.parts = parts;
    this.board = new JobBoard(parts.rows, parts.clock, (kind) => this.kinds.get(kind)?.canPause ?? false);
  }

  register<I, C>(kind: JobKind<I, C>): void {
    // The engine parses input and checkpoint with the kind's own schemas before it hands them back.
    this.kinds.set(kind.kind, kind as unknown as AnyKind);
  }

  /** Call once, after all kinds are registered. */
  async start(): Promise<void> {
    for (const row of await this.board.load()) {
      if (row.status === 'running') await this.board.change(row.id, { status: 'queued' });
      if (row.status === 'waiting') {
        const leftMs = (row.retryAtMs ?? 0) - this.parts.clock.nowMs();
        this.wakeLater(row.id, row.retryAtMs, Math.min(leftMs, longestSleepMs));
      }
    }
    this.fill();
  }

  /**
   * @returns the id of the new row; it is on disk before this resolves.
   * @throws AppError `invalid-input` if the input does not fit the kind.
   */
  async enqueue(kind: string, input: unknown, title: string): Promise<string> {
    const parsed = parseBy(
      this.kindOf(kind).inputSchema,
      input,
      (where) => new AppError('invalid-input', `“${title}” cannot be queued: ${where}.`),
    );
    const row = newRow(kind, parsed as JsonValue, title, this.parts.clock.nowMs());
    await this.board.add(row);
    this.fill();
    return row.id;
  }

  /** Newest first. */
  list(): Job[] {
    return this.board.jobs();
  }

  get(id: string): Job {
    return this.board.job(id);
  }

  /** What is kept of a job besides what is shown of every one. */
  detail(id: string): { input: JsonValue; checkpoint: JsonValue | null } {
    const { input, checkpoint } = this.board.row(id);
    return { input, checkpoint };
  }

  /** Inputs of jobs that are not ended. */
  openInputs(): { id: string; kind: string; input: JsonValue }[] {
    return this.board
      .all()
      .filter((row) => open.includes(row.status))
      .map(({ id, kind, input }) => ({ id, kind, input }));
  }

  pause(id: string): Promise<void> {
    return this.command(id, async () => {
      const row = this.require(id, ['queued', 'running', 'waiting']);
      if (!this.kindOf(row.kind).canPause)
        throw new AppError('conflict', `“${row.title}” cannot be paused.`, { remedy: 'Wait for it or cancel it.' });
      await this.stop(id);
      await this.board.change(id, { status: 'paused', retryAtMs: null });
    });
  }

  /** Lets a paused job go on, or a waiting one at once. */
  resume(id: string): Promise<void> {
    return this.command(id, async () => {
      this.require(id, ['paused', 'waiting']);
      await this.board.change(id, { status: 'queued', retryAtMs: null });
    });
  }

  /** Lets waiting jobs go on before their time, e.g. after a login. */
  async wake(fits: (input: JsonValue) => boolean): Promise<void> {
    const waiting = this.openInputs().filter(({ id, input }) => this.get(id).status === 'waiting' && fits(input));
    await Promise.all(waiting.map(({ id }) => this.resume(id)));
  }

  cancel(id: string): Promise<void> {
    return this.command(id, async () => {
      this.require(id, open);
      await this.stop(id);
      const endedMs = this.parts.clock.nowMs();
      await this.board.change(id, { status: 'cancelled', endedMs, question: null, retryAtMs: null });
    });
  }

  retry(id: string): Promise<void> {
    return this.command(id, async () => {
      this.require(id, ['failed', 'cancelled']);
      await this.board.change(id, { status: 'queued', error: null, endedMs: null });
    });
  }

  /** Runs an ended job once more, from another checkpoint that its subject has made. */
  again(id: string, checkpoint: JsonValue): Promise<void> {
    return this.command(id, async () => {
      this.require(id, ended);
      await this.board.change(id, { status: 'queued', error: null, endedMs: null, result: null, checkpoint });
    });
  }

  answer(id: string, choice: string): Promise<void> {
    return this.command(id, async () => {
      const row = this.require(id, ['needs-you']);
      if (row.question?.choices.some((candidate) => candidate.id === choice) !== true) {
        throw new AppError('invalid-input', `“${row.title}” has no choice “${choice}”.`);
      }
      await this.board.change(id, { status: 'queued', question: null, answer: choice });
    });
  }

  remove(id: string): Promise<void> {
    return this.command(id, async () => {
      this.require(id, ended);
      await this.board.remove(id);
    });
  }

  /** Takes back a `remove` of this run of the program. */
  restore(id: string): Promise<void> {
    return this.command(id, () => this.board.restore(id));
  }

  /** All jobs now, then each change, until the caller leaves. Whoever comes back gets all jobs again. */
  watch(signal: AbortSignal): AsyncGenerator<JobEvent, void, void> {
    return this.board.watch(signal);
  }

  /** Resolves with the job once it has ended or needs a person. */
  async settled(id: string, signal: AbortSignal): Promise<Job> {
    for await (const event of this.watch(signal)) {
      if (event.kind === 'removed' && event.id === id) throw noSuchJob();
      if (event.kind === 'changed' && event.job.id !== id) continue;
      const job = this.board.job(id);
      if (ended.includes(job.status) || job.status === 'needs-you') return job;
    }
    throw new AppError('cancelled', 'Waiting for the job was cancelled; the job goes on.');
  }

  /** Stops running work; its rows stay and go on at the next start. */
  async close(): Promise<void> {
    this.ending.abort();
    await Promise.all([...this.slots.keys()].map((id) => this.stop(id)));
    this.board.close();
  }

  /** Commands of one job run one after the other, so that none decides on a state that another is changing. */
  private async command(id: string, work: () => Promise<void>): Promise<void> {
    const before = this.commands.get(id) ?? Promise.resolve();
    const now = before.then(work);
    const settled = now.catch(() => undefined);
    this.commands.set(id, settled);
    try {
      await now;
    } finally {
      if (this.commands.get(id) === settled) this.commands.delete(id);
      this.fill();
    }
  }

  private fill(): void {
    if (this.ending.signal.aborted) return;
    const free = Math.max(0, this.parts.concurrency - this.slots.size);
    const queued = this.board.all().filter((row) => row.status === 'queued' && !this.slots.has(row.id));
    for (const row of queued.slice(0, free)) this.launch(row.id);
  }

  private launch(id: string): void {
    const slot: Slot = { controller: new AbortController(), stopped: false, finished: Promise.resolve() };
    this.slots.set(id, slot);
    slot.finished = this.work(id, slot).then(() => {
      if (this.slots.get(id) === slot) this.slots.delete(id);
      this.fill();
    });
  }

  private async work(id: string, slot: Slot): Promise<void> {
    try {
      const { attempt, startedMs } = this.board.row(id);
      await this.board.change(id, {
        status: 'running',
        attempt: attempt + 1,
        startedMs: startedMs ?? this.parts.clock.nowMs(),
        error: null,
        retryAtMs: null,
      });
      if (slot.stopped) return;
      const outcome = await this.runKind(id, slot).catch(failure);
      if (this.owns(id, slot) && (!slot.stopped || outcome.outcome === 'done')) await this.settle(id, outcome);
    } catch (error) {
      // The row could not be written. On disk it is as before, so it goes on from its checkpoint.
      if (this.owns(id, slot) && !slot.stopped) this.postpone(id, toAppError(error));
    }
  }

  /** False once the job was taken from work that did not obey; whatever that does later must not count. */
  private owns(id: string, slot: Slot): boolean {
    return this.slots.get(id) === slot;
  }

  private async runKind(id: string, slot: Slot): Promise<JobOutcome> {
    const row = this.board.row(id);
    const kind = this.kindOf(row.kind);
    const unreadable = (where: string): AppError =>
      new AppError('storage', `What is kept of “${row.title}” cannot be read: ${where}.`, {
        remedy: 'Remove it from the list and start it again.',
      });
    this.board.beginProgress(id);
    const context: JobContext<unknown, unknown> = {
      jobId: id,
      input: parseBy(kind.inputSchema, row.input, unreadable),
      checkpoint: row.checkpoint === null ? null : parseBy(kind.checkpointSchema, row.checkpoint, unreadable),
      answer: row.answer,
      attempt: row.attempt,
      signal: slot.controller.signal,
      clock: this.parts.clock,
      log: this.parts.log.child({ job: id, kind: row.kind }),
      progress: (progress) => {
        if (this.owns(id, slot)) this.board.progress(id, progress);
      },
      saveCheckpoint: async (checkpoint) => {
        if (!this.owns(id, slot)) throw new AppError('cancelled', `“${row.title}” was stopped.`);
        const { phase, done, total, unit } = this.board.row(id);
        // Its schema has made it JSON; a choice that led here is taken.
        const change = { checkpoint: checkpoint as JsonValue, answer: null };
        await this.board.change(id, { ...change, phase, done, total, unit });
      },
    };
    return kind.run(context);
  }

  private async settle(id: string, outcome: JobOutcome | Failure): Promise<void> {
    const nowMs = this.parts.clock.nowMs();
    switch (outcome.outcome) {
      case 'done':
        await this.board.change(id, { status: 'succeeded', result: outcome.result, endedMs: nowMs, answer: null });
        break;
      case 'needs-you':
        await this.board.change(id, { status: 'needs-you', question: outcome.question, answer: null });
        break;
      case 'failed':
        if (isAppError(outcome.error, 'storage') && outcome.error.retryable) return this.postpone(id, outcome.error);
        await this.fail(id, outcome.error);
        break;
      case 'retry-later': {
        // Rows hold whole milliseconds; waits with jitter are none.
        const retryAtMs = Math.ceil(nowMs + outcome.delayMs);
        await this.board.change(id, { status: 'waiting', error: outcome.reason.toData(), retryAtMs });
        return this.wakeLater(id, retryAtMs, outcome.delayMs);
      }
      case 'wait-until': {
        const retryAtMs = Math.ceil(outcome.atMs);
        await this.board.change(id, { status: 'waiting', phase: outcome.phase, retryAtMs });
        return this.wakeLater(id, retryAtMs, retryAtMs - nowMs);
      }
      default:
        return outcome satisfies never;
    }
    this.tellEnded(id);
  }

  private async fail(id: string, error: AppError): Promise<void> {
    this.parts.log.warn({ job: id, code: error.code, err: error.cause }, error.message);
    const status = error.code === 'cancelled' ? 'cancelled' : 'failed';
    const endedMs = this.parts.clock.nowMs();
    await this.board.change(id, { status, error: error.toData(), endedMs, answer: null });
  }

  private tellEnded(id: string): void {
    try {
      this.parts.onEnded?.(this.get(id));
    } catch (error) {
      this.parts.log.error({ job: id, err: error }, 'The end of a job could not be told.');
    }
  }

  /** The disk takes nothing now, so only memory knows that the job waits. */
  private postpone(id: string, error: AppError): void {
    this.parts.log.error({ job: id, code: error.code, err: error.cause }, error.message);
    const retryAtMs = this.parts.clock.nowMs() + storageRetryMs;
    this.board.changeInMemory(id, { status: 'waiting', error: error.toData(), retryAtMs });
    this.wakeLater(id, retryAtMs, storageRetryMs);
  }

  private wakeLater(id: string, retryAtMs: number | null, delayMs: number): void {
    const wake = async (): Promise<void> => {
      // Timers cannot take more than some weeks, and go by the clock that never jumps.
      for (let leftMs = Math.max(0, delayMs); leftMs > 0; leftMs -= longestSleepMs) {
        await this.parts.clock.sleep(Math.min(leftMs, longestSleepMs), this.ending.signal);
      }
      const row = this.board.find(id);
      if (row?.status !== 'waiting' || row.retryAtMs !== retryAtMs) return;
      // Not worth a write: a row that waits since long ago runs at the next start too.
      this.board.changeInMemory(id, { status: 'queued', retryAtMs: null });
      this.fill();
    };
    // Sleeping ends early when the engine closes; the row keeps its time.
    wake().catch(() => undefined);
  }

  /**
   * Aborts the work and takes the job from it after a bounded time even if it does not obey.
   * @throws AppError `conflict` if it came to its end meanwhile.
   */
  private async stop(id: string): Promise<void> {
    const slot = this.slots.get(id);
    if (slot === undefined) return;
    slot.stopped = true;
    slot.controller.abort(new AppError('cancelled', 'The job was stopped.'));
    const obeyed = new AbortController();
    const grace = this.parts.clock.sleep(this.parts.graceMs, obeyed.signal).catch(() => undefined);
    await Promise.race([slot.finished, grace]);
    obeyed.abort();
    if (this.owns(id, slot)) this.slots.delete(id);
    if (!this.ending.signal.aborted) this.require(id, open);
  }

  private kindOf(kind: string): AnyKind {
    const found = this.kinds.get(kind);
    if (found === undefined)
      throw new AppError('unsupported', `This Quarry knows no jobs of the kind ${kind}.`, {
        remedy: 'Use the version that made it.',
      });
    return found;
  }

  private require(id: string, statuses: readonly JobRow['status'][]): JobRow {
    const row = this.board.row(id);
    if (!statuses.includes(row.status)) throw new AppError('conflict', `“${row.title}” is ${row.status} by now.`);
    return row;
  }
}

interface Failure {
  outcome: 'failed';
  error: AppError;
}

function failure(error: unknown): Failure {
  return { outcome: 'failed', error: toAppError(error) };
}

function parseBy<T>(schema: ZodType<T>, value: unknown, named: (where: string) => AppError): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw named(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown'}`.replace(/^: /, ''));
}

import { join } from 'node:path';
import { type AppError, isAppError } from '../../../contract/app-error.ts';
import type { Clock } from '../../../platform/platform.ts';
import type { DownloadItem, FetchOptions, FetchOutcome, FileEntry, OpenFile } from './api.ts';
import type { Disk } from './disk.ts';
import type { FileSource } from './file-source.ts';
import { backoffMs, type HostLane } from './host-lane.ts';
import type { Manifest } from './manifest.ts';
import { PartFile } from './part-file.ts';
import { badAnswer, stillGives, type TransferParts, type TryResult, transferOnce, wrongContent } from './transfer.ts';

export interface FetchRunParts {
  source: FileSource;
  disk: Disk;
  clock: Clock;
  random: () => number;
  lane(url: string): HostLane;
  manifest: Manifest;
  folder: string;
  /** Makes new names safe. */
  syncFolder(): Promise<void>;
  /** Name of this start of the computer; default: as the system tells it. */
  boot?: string | null;
  /** Files that are worked on at the same time: more than connections, so that these never wait for the disk. */
  workers: number;
}

/** Of one file that is not at its end. */
interface Task {
  item: DownloadItem;
  /** Final name. */
  file: string;
  /** In a row, without one byte. */
  fruitless: number;
  notBeforeMs: number;
  /** As far as the last try has come. */
  receivedBytes: number;
  totalBytes: number | null;
  part?: PartFile | undefined;
}

/** Tries without progress after which a file is given up for this time. */
const mostFruitless = 8;
/** A whole file with wrong content is not fetched eight times. */
const wrongContentCounts = 3;

/** Fetches many files; each comes to an end of its own, and only the host or the disk can end the run. */
export class FetchRun {
  private readonly parts: FetchRunParts;
  private readonly options: FetchOptions;
  private readonly queue: Task[];
  private readonly active = new Set<Task>();
  private readonly total: number;
  private readonly stop = new AbortController();
  private readonly signal: AbortSignal;
  private done: number;
  private bytes = 0;
  private waiting: { reason: AppError; untilMs: number } | null = null;
  /** A file that came whole. */
  private given: DownloadItem | undefined;
  private lastReason: AppError | undefined;
  private ending: { outcome: 'stalled' | 'storage'; reason: AppError; atMs: number } | undefined;
  private crash: { error: unknown } | undefined;
  private wakers: (() => void)[] = [];

  /** @param present files that need no work */
  constructor(
    parts: FetchRunParts,
    wanted: readonly { item: DownloadItem; file: string }[],
    present: readonly DownloadItem[],
    options: FetchOptions,
  ) {
    this.parts = parts;
    this.options = options;
    this.queue = wanted.map((one) => ({
      ...one,
      ...{ fruitless: 0, notBeforeMs: 0, receivedBytes: 0, totalBytes: one.item.expectedBytes ?? null },
    }));
    this.given = present.at(-1);
    this.done = present.length;
    this.total = present.length + wanted.length;
    this.signal = AbortSignal.any([options.signal, this.stop.signal]);
  }

  /** Those under way first. */
  openFiles(): OpenFile[] {
    const shown = (isActive: boolean) => (task: Task) => {
      const { item, part, receivedBytes, totalBytes } = task;
      const held = part?.held();
      return {
        ...{ item, isActive },
        ...{ receivedBytes: held?.bytes ?? receivedBytes, totalBytes: held?.total ?? totalBytes },
      };
    };
    return [...[...this.active].map(shown(true)), ...this.queue.map(shown(false))];
  }

  async run(): Promise<FetchOutcome> {
    this.tell();
    const onAbort = (): void => this.wake();
    this.signal.addEventListener('abort', onAbort, { once: true });
    const workers = Array.from({ length: Math.min(this.parts.workers, this.queue.length) }, () => this.work());
    await Promise.all(workers);
    this.signal.removeEventListener('abort', onAbort);
    if (this.crash !== undefined) throw this.crash.error;
    this.options.signal.throwIfAborted();
    if (this.ending === undefined) return { outcome: 'finished' };
    const { outcome, reason, atMs } = this.ending;
    const open = this.queue.map(({ item }) => item);
    return outcome === 'stalled' ? { outcome, reason, atMs, open } : { outcome, reason, open };
  }

  private async work(): Promise<void> {
    for (;;) {
      const task = await this.next();
      if (task === undefined) return;
      try {
        await this.attempt(task);
      } catch (error) {
        this.fail(task, error);
      } finally {
        this.active.delete(task);
        this.wake();
      }
    }
  }

  /** The first file whose time has come; undefined: nothing is left to do, or the run is over. */
  private async next(): Promise<Task | undefined> {
    for (;;) {
      if (this.signal.aborted || (this.queue.length === 0 && this.active.size === 0)) return undefined;
      const nowMs = this.parts.clock.monotonicMs();
      let soonestMs = Number.POSITIVE_INFINITY;
      for (const [index, task] of this.queue.entries()) {
        const waitMs = Math.max(task.notBeforeMs - nowMs, this.parts.lane(task.item.url).waitMs());
        if (waitMs <= 0) {
          this.queue.splice(index, 1);
          this.active.add(task);
          return task;
        }
        soonestMs = Math.min(soonestMs, waitMs);
      }
      await this.sleep(soonestMs);
    }
  }

  /** Until that time, or until something changes. */
  private async sleep(delayMs: number): Promise<void> {
    if (this.active.size === 0 && this.lastReason !== undefined && Number.isFinite(delayMs)) {
      this.waiting = { reason: this.lastReason, untilMs: this.parts.clock.nowMs() + delayMs };
      this.tell();
    }
    const enough = new AbortController();
    const changed = new Promise<void>((resolve) => this.wakers.push(resolve));
    const time = Number.isFinite(delayMs)
      ? this.parts.clock.sleep(delayMs, enough.signal).catch(() => undefined)
      : changed;
    await Promise.race([changed, time]);
    enough.abort();
    this.waiting = null;
  }

  private wake(): void {
    const wakers = this.wakers;
    this.wakers = [];
    for (const wake of wakers) wake();
  }

  private async attempt(task: Task): Promise<void> {
    const { item, file } = task;
    const { disk, manifest, folder } = this.parts;
    const part = new PartFile(disk, join(folder, file), this.parts.boot);
    task.part = part;
    try {
      await part.load(item.url);
      const result = await transferOnce(this.transferParts(item), item, part, this.signal);
      switch (result.kind) {
        case 'again':
          return this.again(task, result, 1);
        case 'refused':
          await part.discard();
          return await this.end(manifest, {
            ...this.entryOf(item),
            state: result.state,
            message: words(result.reason),
          });
        case 'received':
          return await this.complete(task, part, result);
        default:
          return result satisfies never;
      }
    } finally {
      task.receivedBytes = part.held().bytes;
      task.totalBytes = part.held().total ?? task.totalBytes;
      task.part = undefined;
      await part.release();
    }
  }

  /** The order matters: safe bytes, then the manifest, then the name. Whatever is cut off is done again for nothing. */
  private async complete(
    task: Task,
    part: PartFile,
    { judged, sizeKnown }: TryResult & { kind: 'received' },
  ): Promise<void> {
    const { item, file } = task;
    const wrong = await wrongContent(item, part, judged);
    if (wrong !== undefined) {
      await part.discard();
      return this.again(task, { kind: 'again', reason: badAnswer(item, wrong), progress: false }, wrongContentCounts);
    }
    await part.seal();
    const confirmed = sizeKnown || item.sha256 !== undefined || item.expectedBytes !== undefined;
    const entry: FileEntry = {
      ...this.entryOf(item),
      ...{ file, bytes: part.held().bytes, sha256: part.digest(), state: confirmed ? 'verified' : 'size-unconfirmed' },
      message: confirmed ? null : 'The server told no size, so nobody can say that the file is complete.',
    };
    await this.parts.manifest.put(entry);
    await part.rename();
    await this.parts.syncFolder();
    await part.removeJournal();
    this.given = item;
    this.ended(entry);
  }

  private async end(manifest: Manifest, entry: FileEntry): Promise<void> {
    await manifest.put(entry);
    this.ended(entry);
  }

  private ended(entry: FileEntry): void {
    this.done += 1;
    this.options.onFile?.(entry);
    this.tell();
  }

  private async again(task: Task, result: TryResult & { kind: 'again' }, counts: number): Promise<void> {
    if (this.signal.aborted) return this.open(task);
    const { clock, random } = this.parts;
    const lane = this.parts.lane(task.item.url);
    this.lastReason = result.reason;
    if (result.progress) task.fruitless = 0;
    else task.fruitless += counts;
    const awayMs = result.progress ? undefined : await this.blame(task, lane, result.askedMs);
    if (task.fruitless >= mostFruitless && awayMs === undefined) {
      const entry = { ...this.entryOf(task.item), state: 'failed' as const, message: words(result.reason) };
      return this.end(this.parts.manifest, entry);
    }
    task.notBeforeMs = clock.monotonicMs() + Math.max(backoffMs(task.fruitless + 1, random()), result.askedMs ?? 0);
    this.open(task);
    if (awayMs !== undefined) this.giveUp('stalled', result.reason, clock.nowMs() + awayMs);
  }

  /** How long to leave the host alone; undefined: it is not the host's fault. */
  private async blame(task: Task, lane: HostLane, askedMs: number | undefined): Promise<number | undefined> {
    const awayMs = lane.failed(askedMs);
    const { given } = this;
    if (awayMs === undefined || askedMs !== undefined || given === undefined || given.id === task.item.id)
      return awayMs;
    const isAlive = await stillGives(this.transferParts(given), given, this.signal);
    return isAlive ? undefined : awayMs;
  }

  private transferParts(item: DownloadItem): TransferParts {
    return { ...this.parts, lane: this.parts.lane(item.url), onBytes: (bytes) => this.received(bytes) };
  }

  private open(task: Task): void {
    this.queue.push(task);
  }

  private fail(task: Task, error: unknown): void {
    this.open(task);
    if (isAppError(error, 'storage')) this.giveUp('storage', error, 0);
    else if (!isAppError(error, 'cancelled') || !this.signal.aborted) {
      this.crash ??= { error };
      this.stop.abort();
    }
  }

  /** The first reason counts; what is under way ends, and its parts stay. */
  private giveUp(outcome: 'stalled' | 'storage', reason: AppError, atMs: number): void {
    this.ending ??= { outcome, reason, atMs };
    this.stop.abort();
  }

  private received(bytes: number): void {
    this.bytes += bytes;
    this.tell();
  }

  private tell(): void {
    const { done, total, bytes, waiting } = this;
    this.options.onProgress?.({ done, total, bytes, waiting });
  }

  private entryOf({ id, group, record, segment, url }: DownloadItem): FileEntry {
    const asOf = new Date(this.parts.clock.nowMs()).toISOString();
    return {
      ...{ id, group, record, segment, url, asOf },
      ...{ file: null, bytes: null, sha256: null },
      state: 'failed',
      message: null,
    };
  }
}

function words({ message, remedy }: AppError): string {
  return remedy === undefined ? message : `${message} ${remedy}`;
}

import { AppError, type JsonValue } from '../contract/app-error.ts';
import { freshProgress } from '../outbox/fresh-progress.ts';
import { isEnded, type OutboxItem, type OutboxProgress, type WholeOutboxItem } from '../outbox/item.ts';
import type { JournalPut, JournalRecord } from '../outbox/journal-api.ts';
import type { OutboxParts } from '../outbox/outbox.ts';

type Rows = OutboxParts['rows'];

/** The disk under a simulated journal. It outlives the processes that write to it. */
export class SimulatedDisk {
  /** False: a write is only on its way to the disk when its call returns. */
  syncs = true;
  /** Calls of `saveOutboxProgress` that fail from now on. */
  failures = 0;
  private readonly safe = new Map<string, string>();
  private cached = new Map<string, string>();

  /** A process that writes until it is killed. */
  open(): { rows: Rows; kill(): void } {
    let isAlive = true;
    const alive = (): void => {
      if (!isAlive) throw new AppError('internal', 'This process was killed.');
    };
    const kill = (): void => {
      isAlive = false;
    };
    return { rows: this.rows(alive), kill };
  }

  /** What was not on the disk yet is gone. */
  losePower(): void {
    this.cached = new Map(this.safe);
  }

  private rows(alive: () => void): Rows {
    return {
      putOutbox: async (put: JournalPut) => {
        alive();
        for (const { order, payload } of put.items ?? [])
          this.write(`item ${order.id}`, { order, payload, progress: freshProgress(order.createdMs) });
        for (const { space, key, value } of put.records ?? [])
          this.write(`record ${space} ${key}`, { space, key, value });
        // Whoever queues waits for the disk in any case; here it is about what is sent.
        this.flush();
      },
      saveOutboxProgress: async (id, progress) => {
        alive();
        this.fail();
        const item = this.read<WholeOutboxItem>(`item ${id}`);
        if (item !== undefined) this.write(`item ${id}`, { ...item, progress });
      },
      listOpenOutbox: async () => {
        alive();
        return this.items().filter(({ progress }) => !isEnded(progress) || progress.auditsMs.length > 0);
      },
      listEndedOutbox: async () => this.items().filter(({ progress }) => isEnded(progress)),
      countOutbox: async () => {
        const ended = this.items().filter(({ progress }) => isEnded(progress)).length;
        return { open: this.items().length - ended, ended };
      },
      getOutboxItem: async (id) => {
        alive();
        return this.read<WholeOutboxItem>(`item ${id}`);
      },
      getOutboxRecord: async (space, key) => this.read<JournalRecord>(`record ${space} ${key}`),
      takeOutboxNotices: async () => [],
    };
  }

  /** As a judge sees it. */
  progressOf(id: string): OutboxProgress | undefined {
    return this.read<WholeOutboxItem>(`item ${id}`)?.progress;
  }

  private fail(): void {
    if (this.failures === 0) return;
    this.failures -= 1;
    throw new AppError('storage', 'The disk is full.', { retryable: true });
  }

  private items(): OutboxItem[] {
    return [...this.cached.keys()]
      .filter((key) => key.startsWith('item '))
      .flatMap((key) => this.read<WholeOutboxItem>(key) ?? [])
      .map(({ order, progress }) => ({ order, progress }));
  }

  private write(key: string, value: unknown): void {
    this.cached.set(key, JSON.stringify(value));
    if (this.syncs) this.flush();
  }

  private flush(): void {
    for (const [key, value] of this.cached) this.safe.set(key, value);
  }

  private read<T>(key: string): T | undefined {
    const text = this.cached.get(key);
    // Written by `write` alone.
    return text === undefined ? undefined : (JSON.parse(text) as T & JsonValue);
  }
}

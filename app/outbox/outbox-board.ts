import { AppError, toAppError } from '../contract/app-error.ts';
import type { Clock, Log } from '../platform/platform.ts';
import type { Gateway } from './gateway.ts';
import type { NewOutboxItem, OutboxItem, OutboxProgress, WholeOutboxItem } from './item.ts';
import { isEnded } from './item.ts';
import type { JournalPut } from './journal-api.ts';

/** The journal as its worker serves it. */
export interface OutboxRows {
  putOutbox(put: JournalPut): Promise<void>;
  saveOutboxProgress(id: string, progress: OutboxProgress): Promise<void>;
  listOpenOutbox(): Promise<OutboxItem[]>;
  listEndedOutbox(limit: number): Promise<OutboxItem[]>;
  countOutbox(): Promise<{ open: number; ended: number }>;
  getOutboxItem(id: string): Promise<WholeOutboxItem | undefined>;
}

export type ItemListener = (item: OutboxItem) => void;

const storagePauseMs = 10_000;

/** The items that are not ended, in memory as they are on disk. */
export class OutboxBoard {
  readonly clock: Clock;
  readonly log: Log;
  private readonly rows: OutboxRows;
  private readonly gateways: ReadonlyMap<string, Gateway>;
  private readonly items = new Map<string, OutboxItem>();
  private readonly listeners = new Set<ItemListener>();

  constructor(rows: OutboxRows, gateways: readonly Gateway[], clock: Clock, log: Log) {
    this.rows = rows;
    this.gateways = new Map(gateways.map((gateway) => [gateway.kind, gateway]));
    this.clock = clock;
    this.log = log;
  }

  async load(): Promise<void> {
    for (const item of await this.rows.listOpenOutbox()) this.items.set(item.order.id, item);
  }

  /** Oldest first. */
  open(): OutboxItem[] {
    return [...this.items.values()];
  }

  find(id: string): OutboxItem | undefined {
    return this.items.get(id);
  }

  item(id: string): OutboxItem {
    const item = this.items.get(id);
    if (item === undefined) throw noSuchItem();
    return item;
  }

  /** False for what a newer version has queued; it stays until that is back. */
  knows(kind: string): boolean {
    return this.gateways.has(kind);
  }

  gatewayOf(kind: string): Gateway {
    const gateway = this.gateways.get(kind);
    if (gateway === undefined)
      throw new AppError('unsupported', `This Quarry cannot send ${kind}.`, {
        remedy: 'Use the version that queued it.',
      });
    return gateway;
  }

  async whole(id: string): Promise<WholeOutboxItem> {
    const item = await this.rows.getOutboxItem(id);
    if (item === undefined) throw noSuchItem();
    return item;
  }

  /** On disk when it resolves. */
  async put(put: JournalPut): Promise<void> {
    for (const { order } of put.items ?? []) this.gatewayOf(order.kind);
    await this.rows.putOutbox(put);
    for (const { order } of put.items ?? []) await this.take(order.id);
  }

  private async take(id: NewOutboxItem['order']['id']): Promise<void> {
    if (this.items.has(id)) return;
    const { order, progress } = await this.whole(id);
    if (!isEnded(progress)) this.show({ order, progress });
  }

  /** On disk when it resolves. @throws AppError 'storage', retryable; nothing has changed then */
  async change(id: string, progress: OutboxProgress): Promise<void> {
    // One that has ended may get a note later.
    const { order } = this.items.get(id) ?? (await this.whole(id));
    await this.rows.saveOutboxProgress(id, progress);
    this.show({ order, progress });
  }

  /**
   * As `change`, but tries until the disk takes it: what a server has answered must not be forgotten. Until then the
   * item stands as it did, so that nothing is sent.
   */
  async changeSurely(id: string, progress: OutboxProgress, signal: AbortSignal): Promise<void> {
    for (;;) {
      try {
        return await this.change(id, progress);
      } catch (error) {
        const { code, message, retryable } = toAppError(error);
        this.log.error({ item: id, code }, message);
        if (!retryable || signal.aborted) throw error;
        await this.clock.sleep(storagePauseMs, signal);
      }
    }
  }

  /** @returns takes the listener away */
  subscribe(listener: ItemListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private show(item: OutboxItem): void {
    const isOver = isEnded(item.progress) && item.progress.auditsMs.length === 0;
    if (isOver) this.items.delete(item.order.id);
    else this.items.set(item.order.id, item);
    for (const listener of this.listeners) listener(item);
  }
}

export function noSuchItem(): AppError {
  return new AppError('not-found', 'There is no such item in the outbox.', {
    remedy: 'Look at the list of the outbox.',
  });
}

import { AppError } from '../contract/app-error.ts';
import type { Clock, Log } from '../platform/platform.ts';
import { FileCopies } from './file-copies.ts';
import type { Gateway } from './gateway.ts';
import { isEnded, type NewOutboxItem, type OutboxItem, type WholeOutboxItem } from './item.ts';
import type { JournalPut, JournalRecord } from './journal-api.ts';
import { Lane } from './lane.ts';
import * as machine from './machine.ts';
import { type ItemListener, noSuchItem, OutboxBoard, type OutboxRows } from './outbox-board.ts';
import { checkedRules, defaultRules, defaultSettleWindowMs, type ServerRules, type SettleWindow } from './schedule.ts';

export interface OutboxParts {
  rows: OutboxRows & {
    getOutboxRecord(space: string, key: string): Promise<JournalRecord | undefined>;
    takeOutboxNotices(): Promise<string[]>;
  };
  /** For the copies of files. */
  filesFolder: string;
  gateways: readonly Gateway[];
  clock: Clock;
  log: Log;
  /** Of a connection, asked anew each time. Default: five minutes, with marks. */
  rulesOf?(connectionId: string): ServerRules;
  /** Damage of the journal was met and repaired. */
  onNotice?(sentence: string): void;
}

export interface ItemTimes {
  /** Milliseconds from now; null: nothing is planned. */
  nextMs: number | null;
  windowMs: SettleWindow | null;
}

const heldRecord = { space: 'outbox', key: 'held' } as const;

/**
 * Everything that Quarry writes to the servers: kept until it is done or withdrawn by a person, never sent again
 * before it was looked for.
 */
export class Outbox {
  readonly files: FileCopies;
  private readonly parts: OutboxParts;
  private readonly board: OutboxBoard;
  private readonly lanes = new Map<string, { lane: Lane; running: Promise<void> }>();
  private readonly closing = new AbortController();
  private held = false;
  private newUntilMs = 0;

  constructor(parts: OutboxParts) {
    this.parts = parts;
    this.files = new FileCopies(parts.filesFolder);
    this.board = new OutboxBoard(parts.rows, parts.gateways, parts.clock, parts.log);
  }

  /** Call once, before anything else. What was being sent when the last run ended is unknown now. */
  async start(): Promise<void> {
    const { rows, clock, onNotice } = this.parts;
    for (const sentence of await rows.takeOutboxNotices()) onNotice?.(sentence);
    this.held = (await rows.getOutboxRecord(heldRecord.space, heldRecord.key))?.value === true;
    const { open, ended } = await rows.countOutbox();
    if (open + ended === 0) this.newUntilMs = clock.monotonicMs() + defaultSettleWindowMs;
    await this.board.load();
    await this.files.tidy(this.board.open());
    for (const { order, progress } of this.board.open()) {
      if (progress.state === 'sending') await this.board.change(order.id, machine.interrupted(progress, clock.nowMs()));
    }
    for (const { order } of this.board.open()) this.laneOf(order.connectionId);
  }

  /** Queues items, and what others keep beside them, in one transaction; on disk when it resolves. */
  async put(put: JournalPut): Promise<void> {
    await this.board.put(put);
    for (const id of new Set((put.items ?? []).map(({ order }) => order.connectionId))) this.laneOf(id).wake();
  }

  /** Queues one item. */
  async add(item: NewOutboxItem): Promise<void> {
    await this.put({ items: [item] });
  }

  get isHeld(): boolean {
    return this.held;
  }

  /** Stops new sends; one that is under way ends, and what is unknown is still looked for. */
  async hold(isHeld: boolean): Promise<void> {
    await this.parts.rows.putOutbox({ records: [{ ...heldRecord, value: isHeld }] });
    this.held = isHeld;
    for (const { lane } of this.lanes.values()) lane.wake();
  }

  /** Items that are not ended, oldest first; ended ones, the last ended first. */
  async list(mostEnded: number): Promise<{ open: OutboxItem[]; ended: OutboxItem[]; endedCount: number }> {
    const [ended, count] = [await this.parts.rows.listEndedOutbox(mostEnded), await this.parts.rows.countOutbox()];
    return { open: this.board.open().filter(({ progress }) => !isEnded(progress)), ended, endedCount: count.ended };
  }

  get(id: string): Promise<WholeOutboxItem> {
    return this.board.whole(id);
  }

  /** Items that are not ended. */
  openOf(connectionId: string): OutboxItem[] {
    return this.board.open().filter(({ order, progress }) => order.connectionId === connectionId && !isEnded(progress));
  }

  times(id: string): ItemTimes {
    const connectionId = this.board.find(id)?.order.connectionId ?? '';
    return this.lanes.get(connectionId)?.lane.times(id) ?? { nextMs: null, windowMs: null };
  }

  /** Takes one of the choices of an item that needs a person. */
  async answer(id: string, choice: string): Promise<void> {
    const item = await this.openItem(id);
    const { clock } = this.parts;
    const lane = this.laneOf(item.order.connectionId);
    const answered = machine.answered(item.progress, choice, lane.canLook(item), clock.nowMs());
    if (answered === undefined)
      throw new AppError('invalid-input', `${item.order.title} has no choice “${choice}”.`, {
        remedy: 'Look at the item again; its question may have changed.',
      });
    await this.board.change(id, answered);
    const changed = { ...item, progress: answered };
    if (answered.state === 'checking') choice === 'look' ? lane.beginWindow(changed) : lane.lookOnce(changed);
    if (answered.state === 'done') {
      const { order, payload } = await this.board.whole(id);
      await this.board.gatewayOf(order.kind).onDone(order, payload);
    }
    lane.resume();
  }

  /** @throws AppError 'conflict' while it is being sent, or if it has ended */
  async withdraw(id: string): Promise<void> {
    const { order } = await this.openItem(id);
    const lane = this.laneOf(order.connectionId);
    await lane.free(id);
    // Its step may have ended it meanwhile.
    const { progress } = await this.openItem(id);
    await this.board.change(id, machine.withdrawn(progress, this.parts.clock.nowMs()));
    lane.wake();
  }

  /** Tries or looks now; a settle window is not shortened by it. */
  async lookNow(id: string): Promise<void> {
    const { order, progress } = await this.openItem(id);
    if (progress.state === 'waiting') this.laneOf(order.connectionId).resume();
    else if (progress.state === 'checking') this.laneOf(order.connectionId).lookNow(id);
  }

  /** The server may answer again, e.g. after a login. */
  resume(connectionId: string): void {
    this.lanes.get(connectionId)?.lane.resume();
  }

  /** Call before the computer falls asleep: nothing more goes out, and what is on its way is stopped. */
  suspend(): void {
    for (const { lane } of this.lanes.values()) lane.suspend();
  }

  /** Call after it has woken. */
  wakeUp(): void {
    for (const { lane } of this.lanes.values()) lane.wakeUp();
  }

  /** Told about every change. @returns takes the listener away */
  subscribe(listener: ItemListener): () => void {
    return this.board.subscribe(listener);
  }

  /** Resolves with the item once it has ended or needs a person. */
  async settled(id: string, signal: AbortSignal): Promise<OutboxItem> {
    const isSettled = ({ progress }: OutboxItem): boolean => isEnded(progress) || progress.state === 'needs-you';
    const { promise, resolve, reject } = Promise.withResolvers<OutboxItem>();
    // Nobody may wait for it when it is rejected.
    promise.catch(() => undefined);
    const unsubscribe = this.subscribe((item) => {
      if (item.order.id === id && isSettled(item)) resolve(item);
    });
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      signal.throwIfAborted();
      const now = await this.board.whole(id);
      return isSettled(now) ? now : await promise;
    } finally {
      unsubscribe();
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** Ends the work at a safe point; items stay and go on at the next start. */
  async close(): Promise<void> {
    this.closing.abort(new AppError('cancelled', 'Quarry is being closed.'));
    await Promise.all([...this.lanes.values()].map(({ running }) => running));
  }

  private async openItem(id: string): Promise<OutboxItem> {
    const item = this.board.find(id);
    if (item !== undefined && !isEnded(item.progress)) return item;
    const ended = await this.parts.rows.getOutboxItem(id);
    if (ended === undefined) throw noSuchItem();
    throw new AppError('conflict', `${ended.order.title} is ${ended.progress.state} already.`, {
      remedy: 'Look at the item again.',
    });
  }

  private laneOf(connectionId: string): Lane {
    const known = this.lanes.get(connectionId);
    if (known !== undefined) return known.lane;
    const lane = new Lane({
      connectionId,
      board: this.board,
      files: this.files,
      isHeld: () => this.held,
      newUntilMs: () => this.newUntilMs,
      rules: () => checkedRules(this.parts.rulesOf?.(connectionId) ?? defaultRules),
    });
    this.lanes.set(connectionId, { lane, running: lane.run(this.closing.signal) });
    return lane;
  }
}

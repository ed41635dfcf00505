import { AppError, toAppError } from '../contract/app-error.ts';
import type { FileCopies } from './file-copies.ts';
import type { Gateway, GatewayCall, Look, Sent } from './gateway.ts';
import type { OutboxItem } from './item.ts';
import { afterLook, type LaneStep, lookedForFrom, nextStep, type Timing } from './lane-plan.ts';
import * as machine from './machine.ts';
import type { OutboxBoard } from './outbox-board.ts';
import { loginPauseMs, pauseMs, type ServerRules, type SettleWindow, windowFrom } from './schedule.ts';

export interface LaneParts {
  connectionId: string;
  board: OutboxBoard;
  files: Pick<FileCopies, 'read'>;
  isHeld(): boolean;
  /** Until then, on the monotonic clock, a data folder that was emptied may have something on its way. */
  newUntilMs(): number;
  rules(): ServerRules;
}

/** Longest sleep; a computer that was asleep is noticed at its end. */
const longestSleepMs = 60_000;
const suspendPauseMs = 60_000;
/** The two clocks may differ by this much between two steps before the computer must have slept. */
const driftMs = 30_000;

/** Does the work of one server, one step at a time. */
export class Lane {
  private readonly parts: LaneParts;
  private readonly timings = new Map<string, Timing>();
  private pausedUntilMs = 0;
  private failures = 0;
  private current:
    | { id: string; kind: LaneStep['kind']; controller: AbortController; ended: Promise<void> }
    | undefined;
  private alarm = new AbortController();
  private lastDriftMs: number;

  constructor(parts: LaneParts) {
    this.parts = parts;
    this.lastDriftMs = this.drift();
  }

  /** Something has changed: plan anew. */
  wake(): void {
    this.alarm.abort();
    this.alarm = new AbortController();
  }

  /** The server may answer again, e.g. after a login. */
  resume(): void {
    [this.pausedUntilMs, this.failures] = [0, 0];
    for (const { order, progress } of this.items()) if (progress.state === 'waiting') this.timings.delete(order.id);
    this.wake();
  }

  /** The computer falls asleep: connections are reset, so that nothing of a request can arrive after it. */
  suspend(): void {
    // Should nobody tell of the waking, it goes on by itself.
    this.pausedUntilMs = this.nowMs() + suspendPauseMs;
    this.current?.controller.abort(new AppError('cancelled', 'This computer falls asleep.'));
    this.wake();
  }

  /** What was unknown before the sleep has its window anew. */
  wakeUp(): void {
    for (const item of this.items()) if (item.progress.state === 'checking') this.beginWindow(item);
    this.lastDriftMs = this.drift();
    this.resume();
  }

  /** Looks at once; the window stays. */
  lookNow(id: string): void {
    const nowMs = this.nowMs();
    this.timings.set(id, { ...this.timingOf(id), dueMs: nowMs });
    this.pausedUntilMs = 0;
    this.wake();
  }

  /** Begins the settle window of an item anew. */
  beginWindow({ order, progress }: OutboxItem): void {
    const { settleWindowMs } = this.parts.rules();
    this.timings.set(order.id, lookedForFrom(this.nowMs(), settleWindowMs, progress.serverFinished));
  }

  /** Whether a look can tell what became of an item. */
  canLook({ order }: OutboxItem): boolean {
    return this.parts.rules().usesMarks && this.parts.board.gatewayOf(order.kind).canLook(order);
  }

  /** A person wants it sent after one more look; nothing can arrive any more. */
  lookOnce({ order }: OutboxItem): void {
    const nowMs = this.nowMs();
    this.timings.set(order.id, { window: windowFrom(nowMs, 0), dueMs: nowMs });
  }

  /** When the next thing happens to an item, and its window; milliseconds from now. */
  times(id: string): { nextMs: number | null; windowMs: SettleWindow | null } {
    const timing = this.timings.get(id);
    const nowMs = this.nowMs();
    const dueMs = Math.max(timing?.dueMs ?? 0, this.pausedUntilMs);
    const window = timing?.window ?? null;
    return {
      nextMs: dueMs > nowMs ? dueMs - nowMs : null,
      windowMs:
        window === null || window.endMs <= nowMs
          ? null
          : { startMs: window.startMs - nowMs, endMs: window.endMs - nowMs },
    };
  }

  /** Ends a step on this item that has not begun to send. @throws AppError 'conflict' if it is being sent */
  async free(id: string): Promise<void> {
    const { board } = this.parts;
    if (this.current?.id !== id) return;
    const { controller, ended } = this.current;
    if (board.find(id)?.progress.state !== 'sending') controller.abort();
    else
      throw new AppError('conflict', `${board.item(id).order.title} is being sent at this moment.`, {
        remedy: 'Wait for the answer of the server, then try again.',
      });
    await ended;
  }

  async run(signal: AbortSignal): Promise<void> {
    for (const item of this.items()) if (item.progress.state === 'checking') this.beginWindow(item);
    while (!signal.aborted) {
      this.noticeSleep();
      const step = nextStep(
        {
          items: this.items(),
          timingOf: (id) => this.timingOf(id),
          pausedUntilMs: this.pausedUntilMs,
          isHeld: this.parts.isHeld(),
        },
        this.nowMs(),
      );
      if (step.kind === 'sleep') await this.sleep(step.untilMs, signal);
      else await this.perform(step.kind, step.item, signal);
    }
  }

  private async sleep(untilMs: number | null, signal: AbortSignal): Promise<void> {
    const delayMs = untilMs === null ? longestSleepMs : Math.min(untilMs - this.nowMs(), longestSleepMs);
    const either = AbortSignal.any([signal, this.alarm.signal]);
    await this.parts.board.clock.sleep(delayMs, either).catch(() => undefined);
  }

  private async perform(kind: 'send' | 'look' | 'audit', item: OutboxItem, signal: AbortSignal): Promise<void> {
    const controller = new AbortController();
    const { id } = item.order;
    const work = this[kind](item, AbortSignal.any([signal, controller.signal]), signal).catch((error: unknown) => {
      if (signal.aborted || controller.signal.aborted) return;
      // An error of our own or of the disk; the item stands as it is on disk, so nothing is sent blindly.
      const failure = toAppError(error);
      this.parts.board.log.error({ item: id, code: failure.code, err: failure.cause ?? failure }, failure.message);
      this.pause(failure);
    });
    this.current = { id, kind, controller, ended: work };
    await work;
    this.current = undefined;
  }

  private async send(item: OutboxItem, signal: AbortSignal, closing: AbortSignal): Promise<void> {
    const { board } = this.parts;
    const { id } = item.order;
    const gateway = board.gatewayOf(item.order.kind);
    const call = await this.call(item, signal);
    const isReady = await this.check(gateway, item, call);
    if (!isReady || signal.aborted) return;
    const answer = await gateway
      .send(call, () => board.change(id, machine.sendingBegun(board.item(id).progress, board.clock.nowMs())))
      .catch((error: unknown): Sent => this.lost(id, error));
    const wasSent = board.item(id).progress.state === 'sending';
    if (!wasSent && signal.aborted) return;
    const next = machine.sent(board.item(id).progress, item.order, answer, this.canLook(item), board.clock.nowMs());
    const mayMeetLateTwin = item.order.lookFirst && this.nowMs() < this.parts.newUntilMs();
    await board.changeSurely(id, mayMeetLateTwin ? machine.withAudits(next) : next, closing);
    if (answer.kind === 'created') {
      await gateway.onDone(item.order, call.payload);
      if (item.order.lookFirst) await this.lookForTwins(gateway, item, call);
    }
    this.noteOutcome(board.find(id) ?? item, answer.kind === 'created' ? undefined : answer.error);
  }

  /** Another computer may have looked just before this one sent: whoever was later sees both. */
  private async lookForTwins(gateway: Gateway, { order }: OutboxItem, call: GatewayCall): Promise<void> {
    const { board } = this.parts;
    const look = await gateway.look(call);
    if (look.kind !== 'complete' || look.hits.length < 2) return;
    const { progress } = await board.whole(order.id);
    await board.change(order.id, machine.twinsSeen(progress, look.hits, board.clock.nowMs()));
  }

  /** A gateway that rejects instead of answering: before it began to send nothing was done. */
  private lost(id: string, error: unknown): Sent {
    const failure = toAppError(error);
    const wasSent = this.parts.board.item(id).progress.state === 'sending';
    return wasSent
      ? { kind: 'unknown', error: failure, serverFinished: false }
      : { kind: 'not-created', error: failure };
  }

  /** @returns false if it need not or cannot be sent now */
  private async check(gateway: Gateway, item: OutboxItem, call: GatewayCall): Promise<boolean> {
    const { board } = this.parts;
    const { id } = item.order;
    const atMs = board.clock.nowMs();
    try {
      const readiness = await gateway.check(call);
      if (call.signal.aborted) return false;
      switch (readiness.kind) {
        case 'ready':
          return true;
        case 'there':
          await board.change(
            id,
            machine.done(item.progress, { ...readiness, notes: [readiness.note], entry: readiness.note }, atMs),
          );
          await gateway.onDone(item.order, call.payload);
          return false;
        case 'ask':
          await board.change(
            id,
            machine.asked(machine.withEntry(item.progress, readiness.question.text, atMs), readiness.question),
          );
          return false;
        default:
          return readiness satisfies never;
      }
    } catch (error) {
      if (call.signal.aborted) return false;
      const failure = toAppError(error);
      await board.change(id, machine.refused(item.progress, failure, atMs));
      this.noteOutcome(board.item(id), failure);
      return false;
    }
  }

  private async look(item: OutboxItem, signal: AbortSignal): Promise<void> {
    const { board } = this.parts;
    const { id } = item.order;
    const gateway = board.gatewayOf(item.order.kind);
    if (!this.canLook(item)) {
      const question = machine.blindQuestion(item.order, item.progress.reason ?? '');
      return board.change(id, machine.asked(item.progress, question));
    }
    const timing = this.timingOf(id);
    const isLast = timing.window !== null && this.nowMs() >= timing.window.endMs;
    const call = await this.call(item, signal);
    const look = await gateway.look(call);
    if (signal.aborted) return;
    const { progress, repair } = machine.looked(item.progress, item.order, look, isLast, board.clock.nowMs());
    // What was found may be of another computer, and the own one may arrive yet.
    await board.change(id, item.order.lookFirst ? machine.withAudits(progress) : progress);
    this.noteLook(look);
    this.timings.set(id, afterLook(timing, this.nowMs()));
    if (repair !== null) await this.repair(gateway, board.item(id), call, repair);
    if (progress.state === 'done') await gateway.onDone(item.order, call.payload);
    if (progress.state === 'waiting') this.timings.delete(id);
  }

  /** The look after it tells whether it worked. */
  private async repair(gateway: Gateway, item: OutboxItem, call: GatewayCall, recordId: string): Promise<void> {
    const { board } = this.parts;
    try {
      const notes = await gateway.repair(call, recordId);
      await board.change(item.order.id, machine.repaired(item.progress, recordId, notes, board.clock.nowMs()));
      this.timings.set(item.order.id, { ...this.timingOf(item.order.id), dueMs: this.nowMs() });
    } catch (error) {
      if (call.signal.aborted) return;
      const failure = toAppError(error);
      await board.change(item.order.id, machine.repairFailed(item.progress, failure, recordId, board.clock.nowMs()));
      this.noteOutcome(board.item(item.order.id), failure);
    }
  }

  private async audit(item: OutboxItem, signal: AbortSignal): Promise<void> {
    const { board } = this.parts;
    if (!this.canLook(item)) return board.change(item.order.id, { ...item.progress, auditsMs: [] });
    const gateway = board.gatewayOf(item.order.kind);
    const look = await gateway.look(await this.call(item, signal));
    if (signal.aborted) return;
    this.noteLook(look);
    if (look.kind === 'complete')
      await board.change(item.order.id, machine.audited(item.progress, look, board.clock.nowMs()));
    this.timings.delete(item.order.id);
    if (look.kind !== 'complete') this.timings.set(item.order.id, { window: null, dueMs: this.nowMs() + loginPauseMs });
  }

  private async call(item: OutboxItem, signal: AbortSignal): Promise<GatewayCall> {
    const { payload } = await this.parts.board.whole(item.order.id);
    const { attempts, remoteId } = item.progress;
    return { order: item.order, payload, attempts, remoteId, signal, read: (copy) => this.parts.files.read(copy) };
  }

  private noteLook(look: Look): void {
    if (look.kind === 'unreadable') this.pause(look.error);
    else this.failures = 0;
  }

  private noteOutcome(item: OutboxItem, failure: AppError | undefined): void {
    const { state } = item.progress;
    if (state === 'checking') this.beginWindow(item);
    if (failure !== undefined && state === 'waiting') this.pause(failure);
    else this.failures = 0;
  }

  /** Leaves the whole server alone for a while: what failed for one would fail for the next. */
  private pause(failure: AppError): void {
    this.failures += 1;
    const delayMs = failure.code === 'auth-required' ? loginPauseMs : pauseMs(this.failures);
    this.pausedUntilMs = Math.max(this.pausedUntilMs, this.nowMs() + delayMs);
  }

  private timingOf(id: string): Timing {
    const known = this.timings.get(id);
    if (known !== undefined) return known;
    const item = this.parts.board.find(id);
    const [auditMs] = item?.progress.auditsMs ?? [];
    const timing: Timing = { window: null, dueMs: 0 };
    if (item === undefined || item.progress.state !== 'done' || auditMs === undefined) return timing;
    // A clock that was set must not put it off for years, or bring it all at once.
    const leftMs = Math.min(Math.max(0, auditMs - this.parts.board.clock.nowMs()), 24 * 3_600_000);
    const audit: Timing = { window: null, dueMs: this.nowMs() + leftMs };
    this.timings.set(id, audit);
    return audit;
  }

  /** What was buffered before a sleep may arrive after it, so that windows begin anew. */
  private noticeSleep(): void {
    const drift = this.drift();
    if (Math.abs(drift - this.lastDriftMs) > driftMs)
      for (const item of this.items()) if (item.progress.state === 'checking') this.beginWindow(item);
    this.lastDriftMs = drift;
  }

  private drift(): number {
    const { clock } = this.parts.board;
    return clock.nowMs() - clock.monotonicMs();
  }

  private items(): OutboxItem[] {
    const { board, connectionId } = this.parts;
    return board.open().filter(({ order }) => order.connectionId === connectionId && board.knows(order.kind));
  }

  private nowMs(): number {
    return this.parts.board.clock.monotonicMs();
  }
}

import type { OutboxItem } from './item.ts';
import { nextLookMs, type SettleWindow, windowFrom } from './schedule.ts';

/** What is known of an item in this run only; monotonic times. */
export interface Timing {
  /** Not before this time. */
  dueMs: number;
  /** While it is being looked for. */
  window: SettleWindow | null;
}

export type LaneStep =
  | { kind: 'send' | 'look' | 'audit'; item: OutboxItem }
  /** Null: nothing to do until something changes. */
  | { kind: 'sleep'; untilMs: number | null };

export interface LaneView {
  /** In the order of the queue. */
  items: readonly OutboxItem[];
  timingOf(id: string): Timing;
  /** The server is left alone until then. */
  pausedUntilMs: number;
  /** No new sends. */
  isHeld: boolean;
}

/** What one server's lane does next: looks before sends, sends in the order of the queue. Pure. */
export function nextStep({ items, timingOf, pausedUntilMs, isHeld }: LaneView, nowMs: number): LaneStep {
  const busySubjects = new Set<string>();
  let earliestMs: number | null = null;
  let send: OutboxItem | undefined;
  for (const item of items) {
    const { progress, order } = item;
    const isFree = order.subject === null || !busySubjects.has(order.subject);
    if (order.subject !== null && progress.state !== 'done') busySubjects.add(order.subject);
    const kind = stepOf(item);
    if (kind === undefined || (kind === 'send' && (isHeld || !isFree || send !== undefined))) continue;
    const dueMs = Math.max(timingOf(order.id).dueMs, pausedUntilMs);
    if (dueMs > nowMs) earliestMs = Math.min(earliestMs ?? dueMs, dueMs);
    else if (kind === 'send') send = item;
    else return { kind, item };
  }
  return send === undefined ? { kind: 'sleep', untilMs: earliestMs } : { kind: 'send', item: send };
}

function stepOf({ progress }: OutboxItem): 'send' | 'look' | 'audit' | undefined {
  switch (progress.state) {
    case 'waiting':
      return 'send';
    case 'checking':
      return 'look';
    case 'done':
      return 'audit';
    // One that is being sent is in the hands of its step.
    case 'sending':
    case 'needs-you':
    case 'withdrawn':
      return undefined;
    default:
      return progress.state satisfies never;
  }
}

/** After a look that decided nothing. */
export function afterLook({ window }: Timing, nowMs: number): Timing {
  return { window, dueMs: window === null ? nowMs : nextLookMs(window, nowMs) };
}

/** The times of an item whose fate is unknown from now on. */
export function lookedForFrom(nowMs: number, windowMs: number, serverFinished: boolean): Timing {
  const window = windowFrom(nowMs, serverFinished ? 0 : windowMs);
  return { window, dueMs: serverFinished ? nowMs : nextLookMs(window, nowMs) };
}

import type { OutboxItem, OutboxList, OutboxState } from '../../../app/contract/outbox.ts';
import { formatDuration } from '../../../app/domain/number-format.ts';

export const outboxGroups = ['needs-you', 'under-way', 'waiting', 'ended'] as const;
export type OutboxGroup = (typeof outboxGroups)[number];
export type OutboxFilter = 'all' | OutboxGroup;

export const groupNames: Readonly<Record<OutboxFilter, string>> = {
  ...{ all: 'All', 'needs-you': 'Needs you', 'under-way': 'Under way', waiting: 'Waiting', ended: 'Done' },
};

const groupOf: Readonly<Record<OutboxState, OutboxGroup>> = {
  ...{ 'needs-you': 'needs-you', sending: 'under-way', checking: 'under-way', waiting: 'waiting' },
  ...{ done: 'ended', withdrawn: 'ended' },
};

/** Items sorted by need; groups without items are left out. */
export function groupsOf(list: OutboxList, filter: OutboxFilter): { group: OutboxGroup; items: OutboxItem[] }[] {
  const items = [...list.open, ...list.ended];
  return outboxGroups
    .filter((group) => filter === 'all' || filter === group)
    .map((group) => ({ group, items: items.filter(({ state }) => groupOf[state] === group) }))
    .filter((one) => one.items.length > 0);
}

export function countsOf(list: OutboxList): Record<OutboxFilter, number> {
  const { counts, endedCount } = list;
  const underWay = counts.sending + counts.checking;
  return {
    all: counts['needs-you'] + underWay + counts.waiting + endedCount,
    'needs-you': counts['needs-you'],
    'under-way': underWay,
    waiting: counts.waiting,
    ended: endedCount,
  };
}

/** Why an item is in its state, in one sentence. */
export function reasonOf(item: OutboxItem, isHeld: boolean): string {
  switch (item.state) {
    case 'waiting':
      if (item.reason !== null) return item.reason;
      return isHeld ? 'Sending is held.' : 'Next: the server takes one write at a time.';
    case 'sending':
      return `Sending, attempt ${item.attempts}. The journal entry was on disk before the first byte left.`;
    case 'checking':
      return `Checking whether it arrived: ${item.reason ?? 'the answer was lost.'}`;
    case 'needs-you':
    case 'withdrawn':
      return item.reason ?? '';
    case 'done':
      return item.notes.join(' ');
    default:
      return item.state satisfies never;
  }
}

/** What stands at the right: how long until something happens. */
export function remainingOf({ state, nextUtc, windowEndUtc }: OutboxItem, nowMs: number): string | null {
  const until = state === 'checking' ? windowEndUtc : state === 'waiting' ? nextUtc : null;
  const leftMs = until === null ? 0 : Date.parse(until) - nowMs;
  if (leftMs <= 0) return null;
  return state === 'checking' ? `${formatDuration(leftMs)} left` : `in ${formatDuration(leftMs)}`;
}

/** How far the settle window has come, 0 to 100; null outside one. */
export function windowPercent({ windowStartUtc, windowEndUtc }: OutboxItem, nowMs: number): number | null {
  if (windowStartUtc === null || windowEndUtc === null) return null;
  const [startMs, endMs] = [Date.parse(windowStartUtc), Date.parse(windowEndUtc)];
  return Math.min(100, Math.max(0, (100 * (nowMs - startMs)) / Math.max(1, endMs - startMs)));
}

/** The record of a done item: "Result 62". */
export function recordName({ kind, remoteId, target }: OutboxItem): string | null {
  if (remoteId === null) return null;
  if (kind.startsWith('juliabase.result.')) return `Result ${remoteId}`;
  return kind.startsWith('juliabase.sample.') ? target : remoteId;
}

import type { OutboxItem, OutboxList, OutboxState } from '../../../app/contract/outbox.ts';
import { formatDuration } from '../../../app/domain/number-format.ts';
import { t } from '../../ui/language.ts';

export const outboxGroups = ['needs-you', 'under-way', 'waiting', 'ended'] as const;
export type OutboxGroup = (typeof outboxGroups)[number];
export type OutboxFilter = 'all' | OutboxGroup;

export const groupNames: Readonly<Record<OutboxFilter, string>> = {
  ...{
    all: t('All'),
    'needs-you': t('Needs you'),
    'under-way': t('Under way'),
    waiting: t('Waiting'),
    ended: t('Done'),
  },
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
      return isHeld ? t('Sending is held.') : t('Next: the server takes one write at a time.');
    case 'sending':
      return t('Sending, attempt {{attempts}}. The journal entry was on disk before the first byte left.', {
        attempts: item.attempts,
      });
    case 'checking':
      return t('Checking whether it arrived: {{reason}}', { reason: item.reason ?? t('the answer was lost.') });
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
  return state === 'checking'
    ? t('{{leftMs}} left', { leftMs: formatDuration(leftMs) })
    : t('in {{leftMs}}', { leftMs: formatDuration(leftMs) });
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
  if (kind.startsWith('juliabase.result.')) return t('Result {{remoteId}}', { remoteId });
  return kind.startsWith('juliabase.sample.') ? target : remoteId;
}

import type { RunOptions } from '../../crawl/run-crawl.ts';
import type { OutboxItem } from '../../outbox/item.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import type { Clock } from '../../platform/platform.ts';

/** How the items of a crawler stand. */
export interface SentCounts {
  /** Sent, or withdrawn by a person. */
  ended: number;
  needsYou: number;
  /** They go on by themselves: when the server is back, or at the next start. */
  open: number;
}

export interface SettlingParts extends Pick<RunOptions, 'signal' | 'onProgress'> {
  outbox: Pick<Outbox, 'openOf' | 'subscribe' | 'isHeld'>;
  clock: Clock;
  connectionId: string;
  ids: ReadonlySet<string>;
  /** Items of which nothing was heard for so long wait for something that no waiting here will mend; default a minute. */
  longestSilenceMs?: number;
  /** It has tried, and what it waits for is not waited for here; default: all that has tried and waits. */
  isStuck?(item: OutboxItem): boolean;
}

const lookEveryMs = 250;

/** Resolves when all items have ended or need a person, or when none of them moves any more. */
export async function untilSettled(parts: SettlingParts): Promise<SentCounts> {
  const { outbox, clock, connectionId, ids, signal, onProgress, longestSilenceMs = 60_000 } = parts;
  const isStuck = parts.isStuck ?? ((item: OutboxItem) => hasTried(item, outbox.isHeld));
  let heardMs = clock.monotonicMs();
  const unsubscribe = outbox.subscribe(({ order }) => {
    if (ids.has(order.id)) heardMs = clock.monotonicMs();
  });
  try {
    for (;;) {
      const open = outbox.openOf(connectionId).filter(({ order }) => ids.has(order.id));
      const needsYou = open.filter(({ progress }) => progress.state === 'needs-you').length;
      const isSilent = clock.monotonicMs() - heardMs >= longestSilenceMs;
      onProgress({ phase: 'Sending', done: ids.size - open.length, total: ids.size });
      if (isSilent || open.every(isStuck))
        return { ended: ids.size - open.length, needsYou, open: open.length - needsYou };
      await clock.sleep(lookEveryMs, signal);
    }
  } finally {
    unsubscribe();
  }
}

/** It has tried and waits, so it does not go on within this run. */
export function hasTried({ progress: { state, reason } }: OutboxItem, isHeld: boolean): boolean {
  return state === 'needs-you' || (state === 'waiting' && (isHeld || reason !== null));
}

import type { OutboxState } from '../outbox/item.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Clock } from '../platform/platform.ts';

interface NewsParts {
  /** Answers about the outbox are old now. */
  stale(): void;
  say(title: string, text: string, facts: { needsYou: boolean; createdMs: number }): void;
  clock: Clock;
}

/** A list of thousands is not asked for anew with each of them. */
const staleEveryMs = 200;

/** Tells windows that the outbox has changed, and people what ended or needs them. */
export function announceOutbox(outbox: Outbox, { stale, say, clock }: NewsParts): void {
  const last = new Map<string, OutboxState>();
  let isWaiting = false;
  const tellLater = (): void => {
    if (isWaiting) return;
    isWaiting = true;
    clock.sleep(staleEveryMs).then(() => {
      isWaiting = false;
      stale();
    });
  };
  outbox.subscribe(({ order, progress }) => {
    tellLater();
    const { state } = progress;
    const isNews = last.get(order.id) !== state;
    if (state === 'done' || state === 'withdrawn') last.delete(order.id);
    else last.set(order.id, state);
    if (!isNews) return;
    const title = `${order.title} · ${order.target}`;
    const { createdMs } = order;
    if (state === 'needs-you') say(title, progress.reason ?? 'It needs you.', { needsYou: true, createdMs });
    else if (state === 'done') say(title, progress.notes.join(' ') || 'Done.', { needsYou: false, createdMs });
  });
}

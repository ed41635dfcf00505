import type { Handlers } from '../contract/contract.ts';
import type { OutboxDetails, OutboxList, OutboxState, OutboxItem as ShownItem } from '../contract/outbox.ts';
import { isEnded, type OutboxItem } from '../outbox/item.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { createQueueHandlers } from './outbox-queue.ts';
import type { ConnectionRecords } from './service-context.ts';

type OutboxHandlers = { [Name in keyof Handlers as Name extends `outbox.${string}` ? Name : never]: Handlers[Name] };

export interface OutboxServiceParts {
  outbox: Outbox;
  connections: ConnectionRecords;
  nowMs(): number;
}

export function createOutboxHandlers(parts: OutboxServiceParts): OutboxHandlers {
  const { outbox } = parts;
  const done = async (work: Promise<void>): Promise<Record<string, never>> => {
    await work;
    return {};
  };
  return {
    'outbox.list': (most) => list(parts, most),
    'outbox.get': ({ id }) => details(parts, id),
    'outbox.follow': ({ id }, { signal }) => follow(parts, id, signal),
    'outbox.answer': ({ id, choice }) => done(outbox.answer(id, choice)),
    'outbox.withdraw': ({ id }) => done(outbox.withdraw(id)),
    'outbox.look': ({ id }) => done(outbox.lookNow(id)),
    'outbox.hold': ({ held }) => done(outbox.hold(held)),
    ...createQueueHandlers(parts),
  };
}

async function list(
  { outbox, nowMs }: OutboxServiceParts,
  { mostEnded, mostWaiting }: { mostEnded: number; mostWaiting: number },
): Promise<OutboxList> {
  const { open, ended, endedCount } = await outbox.list(mostEnded);
  const counts: Record<OutboxState, number> = {
    ...{ waiting: 0, sending: 0, checking: 0, done: 0, 'needs-you': 0, withdrawn: 0 },
  };
  for (const { progress } of [...open, ...ended]) counts[progress.state] += 1;
  const show = (item: OutboxItem): ShownItem => shown(item, outbox, nowMs());
  return { held: outbox.isHeld, counts, open: nextOf(open, mostWaiting).map(show), ended: ended.map(show), endedCount };
}

/** Thousands may wait; nobody reads them all. */
function nextOf(open: readonly OutboxItem[], mostWaiting: number): OutboxItem[] {
  let waiting = 0;
  return open.filter(({ progress }) => progress.state !== 'waiting' || ++waiting <= mostWaiting);
}

async function details({ outbox, nowMs }: OutboxServiceParts, id: string): Promise<OutboxDetails> {
  const item = await outbox.get(id);
  const { order, progress, payload } = item;
  return {
    item: shown(item, outbox, nowMs()),
    marker: order.marker,
    history: progress.history.map(({ atMs, lastMs, text, count }) => ({
      ...{ atUtc: utc(atMs), lastUtc: utc(lastMs), text, count },
    })),
    files: order.files.map((file) => ({ ...file })),
    payload,
  };
}

/** Somebody who reads slowly finds the present state, not all that it went through. */
async function* follow(
  { outbox, nowMs }: OutboxServiceParts,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<ShownItem, void, void> {
  let wake = (): void => undefined;
  let isNews = true;
  const tell = (): void => {
    isNews = true;
    wake();
  };
  const unsubscribe = outbox.subscribe(({ order }) => order.id === id && tell());
  signal.addEventListener('abort', tell, { once: true });
  try {
    while (!signal.aborted) {
      isNews = false;
      const item = await outbox.get(id);
      yield shown(item, outbox, nowMs());
      if (isEnded(item.progress)) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (isNews) resolve();
      });
    }
  } finally {
    unsubscribe();
    signal.removeEventListener('abort', tell);
  }
}

function shown({ order, progress }: OutboxItem, outbox: Outbox, nowMs: number): ShownItem {
  const { id, kind, connectionId, title, target } = order;
  const { state, reason, attempts, remoteId, url, notes, question, error } = progress;
  const isUnderWay = state === 'waiting' || state === 'checking';
  const { nextMs, windowMs } = isUnderWay ? outbox.times(id) : { nextMs: null, windowMs: null };
  const later = (delayMs: number | null): string | null => (delayMs === null ? null : utc(nowMs + delayMs));
  return {
    ...{ id, kind, connectionId, title, target, state, reason, attempts, remoteId, url, notes, question, error },
    createdUtc: utc(order.createdMs),
    sentUtc: progress.sentMs === null ? null : utc(progress.sentMs),
    endedUtc: progress.endedMs === null ? null : utc(progress.endedMs),
    nextUtc: later(nextMs),
    windowStartUtc: later(windowMs?.startMs ?? null),
    windowEndUtc: later(windowMs?.endMs ?? null),
  };
}

function utc(ms: number): string {
  return new Date(ms).toISOString();
}

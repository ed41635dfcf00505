import type { OutboxProgress } from './item.ts';

/** An item that was just queued. */
export function freshProgress(createdMs: number): OutboxProgress {
  return {
    state: 'waiting',
    reason: null,
    attempts: 0,
    sentMs: null,
    serverFinished: false,
    isForced: false,
    remoteId: null,
    url: null,
    notes: [],
    question: null,
    error: null,
    auditsMs: [],
    history: [{ atMs: createdMs, lastMs: createdMs, text: 'Saved in the journal', count: 1 }],
    endedMs: null,
  };
}

import { z } from 'zod';
import { ConnectionId } from '../../contract/common.ts';
import { PublishOutcome, type PublishOutcomeState, PublishRecipe, type PublishRow } from '../../contract/publishing.ts';
import type { OutboxItem } from '../../outbox/item.ts';
import { resultEditKind } from '../outbox-result-edits.ts';

export const publishKindName = 'publish.run';

export const PublishInput = z.object({
  connectionId: ConnectionId,
  recipe: PublishRecipe,
  only: z.array(z.string()).nullable(),
});
export type PublishInput = z.infer<typeof PublishInput>;

const SeriesState = PublishOutcome.extend({
  /** A failure that may pass by itself. */
  retryable: z.boolean(),
});
export type SeriesState = z.infer<typeof SeriesState>;

export const PublishState = z.object({
  series: z.array(SeriesState),
  /** Rounds that had to leave some series for later. */
  rounds: z.number().int(),
});
export type PublishState = z.infer<typeof PublishState>;

export function firstState(series: string): SeriesState {
  return { series, outcome: 'waiting', reason: null, itemId: null, resultId: null, url: null, retryable: false };
}

const unfinished: readonly PublishOutcomeState[] = ['waiting', 'queued', 'failed', 'needs-you'];

/** A run takes it up; everything else is decided and stays so when a job is retried. */
export function isUnfinished({ outcome }: SeriesState): boolean {
  return unfinished.includes(outcome);
}

/** Of a series for which nothing is to be written. */
export function stateOfRow(state: SeriesState, row: PublishRow): SeriesState {
  const { reason, resultId, url, retryable, action } = row;
  if (action === 'create' || action === 'update') return state;
  // What was just sent is as it should be.
  if (action === 'unchanged' && (state.outcome === 'created' || state.outcome === 'updated')) return state;
  return { ...state, outcome: retryable ? 'failed' : action, reason, resultId, url, retryable };
}

/** Of a series whose figure lies, or lay, in the outbox. */
export function stateOfItem(state: SeriesState, { order, progress }: OutboxItem): SeriesState {
  const { remoteId, url, reason, notes } = progress;
  const told = { ...state, itemId: order.id, retryable: false, reason };
  switch (progress.state) {
    case 'done':
      return {
        ...told,
        outcome: order.kind === resultEditKind ? 'updated' : 'created',
        reason: notes.length === 0 ? null : notes.join(' '),
        resultId: remoteId === null ? null : Number(remoteId),
        url,
      };
    case 'withdrawn':
    case 'needs-you':
      return { ...told, outcome: progress.state };
    case 'waiting':
    case 'sending':
    case 'checking':
      return { ...told, outcome: 'queued' };
    default:
      return progress.state satisfies never;
  }
}

/** How many series came to what. */
export function countOutcomes(series: readonly SeriesState[]): Record<string, number> {
  const counts: Record<string, number> = { series: series.length };
  for (const { outcome } of series) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

import type { PublishAction, PublishOutcome, PublishRow } from '../../../app/contract/publishing.ts';
import { t } from '../../ui/language.ts';

export const actionWords: Readonly<Record<PublishAction, string>> = {
  create: t('Create'),
  update: t('Update'),
  unchanged: t('Unchanged'),
  'not-allowed': t('Not allowed'),
  'not-possible': t('Not possible'),
};

export const outcomeWords: Readonly<Record<PublishOutcome['outcome'], string>> = {
  waiting: t('Waiting'),
  queued: t('In the outbox'),
  created: t('Created'),
  updated: t('Updated'),
  unchanged: t('Unchanged'),
  'not-allowed': t('Not allowed'),
  'not-possible': t('Not possible'),
  failed: t('Failed'),
  'needs-you': t('Needs you'),
  withdrawn: t('Withdrawn'),
};

export type Tone = 'ok' | 'warn' | 'bad' | 'quiet';

export function toneOf(state: PublishAction | PublishOutcome['outcome']): Tone {
  switch (state) {
    case 'created':
    case 'updated':
    case 'create':
    case 'update':
      return 'ok';
    case 'not-allowed':
    case 'not-possible':
    case 'needs-you':
      return 'warn';
    case 'failed':
      return 'bad';
    case 'unchanged':
    case 'waiting':
    case 'queued':
    case 'withdrawn':
      return 'quiet';
    default:
      return state satisfies never;
  }
}

/** A figure can be written for it. */
export function isWritable({ action }: PublishRow): boolean {
  return action === 'create' || action === 'update';
}

/** "n-layer, E_a/eV: 0.482 → 0.483", for the first ones of many. */
export function changesInWords({ changes }: Pick<PublishRow, 'changes'>): string {
  const shown = changes.slice(0, 3).map(({ what, before, after }) => {
    const isShort = [before, after].every((text) => text !== null && text.length <= 24);
    return isShort ? `${what}: ${before} → ${after}` : what;
  });
  const more = changes.length - shown.length;
  return [...shown, ...(more > 0 ? [t('{{more}} more', { more })] : [])].join('; ');
}

/** How many of each kind, in the order of the words, without those that are none. */
export function countKinds<K extends string>(
  kinds: readonly K[],
  words: Readonly<Record<K, string>>,
): { kind: K; label: string; count: number }[] {
  // Keys of the words are the kinds.
  return (Object.keys(words) as K[])
    .map((kind) => ({ kind, label: words[kind], count: kinds.filter((one) => one === kind).length }))
    .filter(({ count }) => count > 0);
}

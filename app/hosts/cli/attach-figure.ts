import { AppError } from '../../contract/app-error.ts';
import type { AttachDraft, AttachSubject } from '../../contract/attach.ts';
import type { OutboxItem } from '../../contract/outbox.ts';
import type { FigureContext } from './conductivity.ts';
import { endOfItem } from './follow-item.ts';

export interface Attached {
  outcome: 'created' | 'updated' | 'unchanged' | 'needs-you';
  resultId: number | null;
  url: string | null;
  /** The item of the outbox. */
  itemId: string | null;
  /** The same, as scripts know it. */
  jobId: string | null;
  message: string | null;
}

/** Writes the figure to what it belongs to unless the server holds it as it is. */
export async function attachFigure(
  context: FigureContext,
  subject: AttachSubject,
  draft: Partial<AttachDraft>,
  mode: 'auto' | 'create',
): Promise<Attached> {
  const { client } = context.core;
  const { signal } = context;
  const plan = await client.call('figures.attach.plan', { subject, draft, mode }, { signal });
  const existing = plan.existing;
  if (plan.action === 'unchanged') {
    return attached('unchanged', { resultId: existing?.resultId ?? null, url: existing?.url ?? null });
  }
  const obstacle = plan.checks.find((check) => !check.ok && check.blocking);
  if (obstacle !== undefined) {
    throw new AppError('forbidden', `The figure cannot be attached: ${obstacle.text}`, {
      remedy: 'Mend this and attach again; nothing was written.',
    });
  }
  for (const check of plan.checks) if (!check.ok) context.terminal.talk(`Note: ${check.text}`);
  const { itemId } = await client.call(
    'figures.attach.start',
    {
      subject,
      draft: plan.draft,
      mode: plan.action,
      resultId: plan.action === 'update' ? (existing?.resultId ?? null) : null,
      basis: plan.basis,
    },
    { signal },
  );
  return outcomeOf(await endOfItem(context, itemId, 'Attaching'), plan.action);
}

function attached(outcome: Attached['outcome'], { itemId = null, ...rest }: Partial<Attached>): Attached {
  return { outcome, resultId: null, url: null, message: null, ...rest, itemId, jobId: itemId };
}

function outcomeOf(item: OutboxItem, action: 'create' | 'update'): Attached {
  const { id: itemId, state, reason, remoteId, url } = item;
  if (state === 'done')
    return attached(action === 'create' ? 'created' : 'updated', {
      ...{ itemId, url, resultId: remoteId === null ? null : Number(remoteId) },
      message: item.notes.length === 0 ? null : item.notes.join(' '),
    });
  if (state === 'withdrawn') throw new AppError('cancelled', 'The figure was withdrawn.', { remedy: 'Attach again.' });
  return attached('needs-you', { itemId, message: reason });
}

/** In one line, for a terminal. */
export function attachedText({ outcome, resultId, url, message, itemId }: Attached): string {
  switch (outcome) {
    case 'created':
      return `Attached as Result ${resultId}: ${url}`;
    case 'updated':
      return `Updated Result ${resultId}: ${url}`;
    case 'unchanged':
      return `Already there as Result ${resultId}: ${url}`;
    case 'needs-you':
      return `Needs you: ${message ?? 'a decision'} See \`quarry outbox show ${itemId}\`.`;
    default:
      return outcome satisfies never;
  }
}

import { toAppError } from '../../../app/contract/app-error.ts';
import type { Contract } from '../../../app/contract/contract.ts';
import type { InputOf } from '../../../app/contract/entry.ts';
import type { PastQuestion, QueryRun, SavedQuery } from '../../../app/contract/queries.ts';
import { getClient } from '../../api/client.ts';
import { t } from '../../ui/language.ts';
import { showMessage, showToast } from '../../ui/messages.ts';
import { type LocalChange, rememberChange, undoOfLatest } from '../../ui/undo.ts';

type SaveWish = Omit<InputOf<Contract['queries.save']>, 'id'>;

/** Keeps a question under a name, or changes a saved query. @throws AppError */
export async function saveQuery(wish: SaveWish, before: SavedQuery | undefined): Promise<void> {
  const client = getClient();
  if (before === undefined) {
    const { id, name } = await client.call('queries.save', wish);
    rememberChange({
      title: t('Save query {{name}}', { name }),
      undo: () => client.call('queries.remove', { id }),
      redo: () => client.call('queries.restore', { id }),
    });
    return;
  }
  const { id, name, question, keyColumns, schedule } = before;
  const change = (): Promise<unknown> => client.call('queries.save', { ...wish, id });
  await change();
  rememberChange({
    title: t('Change query {{name}}', { name }),
    undo: () => client.call('queries.save', { id, name, question, keyColumns, schedule }),
    redo: change,
  });
}

/** Removes a saved query at once: it can be had back. */
export function removeQuery({ id, name }: SavedQuery): Promise<void> {
  return takeAway(t('Query {{name}} is removed.', { name }), {
    title: t('Remove query {{name}}', { name }),
    redo: () => getClient().call('queries.remove', { id }),
    undo: () => getClient().call('queries.restore', { id }),
  });
}

/** Removes an answer of a saved query at once: it can be had back. @param words By which it is told from others. */
export function removeRun({ id }: QueryRun, words: string): Promise<void> {
  return takeAway(t('The answer of {{words}} is removed.', { words }), {
    title: t('Remove answer of {{words}}', { words }),
    redo: () => getClient().call('queries.runs.remove', { runId: id }),
    undo: () => getClient().call('queries.runs.restore', { runId: id }),
  });
}

async function takeAway(text: string, change: LocalChange): Promise<void> {
  try {
    await change.redo();
    rememberChange(change);
    showToast({ level: 'info', text, action: { label: t('Undo'), onClick: undoOfLatest() } });
  } catch (error) {
    showMessage(toAppError(error));
  }
}

/** Takes one question out of the history, or all of a server. */
export async function forgetQuestions(which: Pick<PastQuestion, 'id' | 'title'> | { placeId: string }): Promise<void> {
  const wish = 'id' in which ? { id: which.id } : { id: null, placeId: which.placeId };
  const forget = (): Promise<{ forgotten: PastQuestion[] }> => getClient().call('queries.history.forget', wish);
  try {
    const { forgotten } = await forget();
    rememberChange({
      title: 'id' in which ? t('Forget {{title}}', { title: which.title }) : t('Forget all'),
      undo: () => getClient().call('queries.history.restore', { questions: forgotten }),
      redo: forget,
    });
  } catch (error) {
    showMessage(toAppError(error));
  }
}

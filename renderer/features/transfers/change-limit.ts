import { toAppError } from '../../../app/contract/app-error.ts';
import type { Contract } from '../../../app/contract/contract.ts';
import type { InputOf } from '../../../app/contract/entry.ts';
import { getClient } from '../../api/client.ts';
import { t } from '../../ui/language.ts';
import { showMessage } from '../../ui/messages.ts';
import { rememberChange } from '../../ui/undo.ts';

type Limit = InputOf<Contract['transfers.set-limit']>;

/** Sets how fast downloads may be, of all or of one server. @param before As it is now. */
export async function changeLimit(limit: Limit, before: Limit): Promise<void> {
  const set = (next: Limit): Promise<unknown> => getClient().call('transfers.set-limit', next);
  try {
    await set(limit);
    rememberChange({ title: t('Change limits of downloads'), undo: () => set(before), redo: () => set(limit) });
  } catch (error) {
    showMessage(toAppError(error));
  }
}

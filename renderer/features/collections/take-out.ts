import type { Collection, CollectionItem } from '../../../app/contract/collections.ts';
import { t } from '../../ui/language.ts';
import { showToast } from '../../ui/messages.ts';
import { undoOfLatest } from '../../ui/undo.ts';
import { tryToChange } from './change-collections.ts';

/** Takes things out of a collection at once: they can be had back. */
export async function takeOut({ id, name }: Collection, items: readonly CollectionItem[]): Promise<void> {
  const itemIds = items.map((item) => item.id);
  if ((await tryToChange('collections.items.remove', { id, itemIds })) === undefined) return;
  const what = items.length === 1 ? (items[0]?.title ?? '') : t('{{itemCount}} things', { itemCount: items.length });
  showToast({
    level: 'info',
    text: t('{{what}} are taken out of {{name}}.', { count: items.length, what, name }),
    action: { label: t('Undo'), onClick: undoOfLatest() },
  });
}

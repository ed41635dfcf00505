import type { ThingDraft } from '../../../app/contract/collections.ts';
import { openPanel } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { showToast } from '../../ui/messages.ts';
import { changeCollections } from './change-collections.ts';

/** Puts things into a collection and says what has come of it. @throws AppError */
export async function addThings(
  collection: { id: string; name: string },
  things: readonly ThingDraft[],
  before: string | null = null,
): Promise<void> {
  const { id, name } = collection;
  const { added, alreadyThere } = await changeCollections('collections.items.add', { id, things: [...things], before });
  showToast({
    level: 'info',
    text: addedSentence(name, added, alreadyThere),
    action: { label: t('Open'), onClick: () => openPanel('collection', { id }) },
  });
}

export function addedSentence(name: string, added: number, alreadyThere: number): string {
  const there = t('{{count}} things are in {{name}} already.', { count: alreadyThere, name });
  if (added === 0) return there;
  const sentence = t('{{count}} things are added to {{name}}.', { count: added, name });
  return alreadyThere === 0 ? sentence : `${sentence} ${there}`;
}

import type { DragEvent } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import type { Collection, CollectionItem } from '../../../app/contract/collections.ts';
import { showMessage } from '../../ui/messages.ts';
import { addThings } from './add-things.ts';
import { tryToChange } from './change-collections.ts';
import { draftOf } from './thing-draft.ts';
import { droppedItems, droppedThings } from './thing-drag.ts';

/** Moves a thing past its neighbour among those that are shown. */
export async function moveItem(
  { id }: Collection,
  shown: readonly CollectionItem[],
  item: CollectionItem,
  step: 1 | -1,
): Promise<void> {
  const at = shown.indexOf(item);
  if (at + step < 0 || at + step >= shown.length) return;
  // Downwards it goes before the one after the next.
  const before = shown[step === -1 ? at - 1 : at + 2]?.id ?? null;
  await tryToChange('collections.items.move', { id, itemIds: [item.id], before });
}

/** What is dropped goes before a thing, or to the end; things of the same collection move. */
export function dropBefore(collection: Collection, before: string | null, event: DragEvent): void {
  const items = droppedItems(event);
  if (items?.collectionId === collection.id) {
    void tryToChange('collections.items.move', { id: collection.id, itemIds: items.itemIds, before });
    return;
  }
  const things = droppedThings(event).map(draftOf);
  if (things.length === 0) return;
  addThings(collection, things, before).catch((error) => showMessage(toAppError(error)));
}

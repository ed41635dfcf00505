import type { CollectionItem } from '../../../app/contract/collections.ts';
import { type ThingKind, thingKinds, thingWords } from '../../../app/domain/collections/things.ts';
import { containsWords } from '../../ui/contains-words.ts';
import { say } from '../../ui/say.ts';

export interface ItemFilter {
  text: string;
  kind: ThingKind | null;
  tag: string | null;
}

export const noFilter: ItemFilter = { text: '', kind: null, tag: null };

export function isFiltering({ text, kind, tag }: ItemFilter): boolean {
  return text.trim() !== '' || kind !== null || tag !== null;
}

export function filteredItems(items: readonly CollectionItem[], { text, kind, tag }: ItemFilter): CollectionItem[] {
  const wanted = text.trim();
  return items.filter(
    (item) =>
      (kind === null || item.thing.kind === kind) &&
      (tag === null || item.tags.includes(tag)) &&
      (wanted === '' || containsWords(searchText(item), wanted)),
  );
}

/** Kinds and tags with their numbers, as chips; they count all things, so that they stay where they are. */
export function itemCounts(items: readonly CollectionItem[]): {
  kinds: { kind: ThingKind; count: number }[];
  tags: { tag: string; count: number }[];
} {
  const kinds = thingKinds
    .map((kind) => ({ kind, count: items.filter(({ thing }) => thing.kind === kind).length }))
    .filter(({ count }) => count > 0);
  const tags = new Map<string, number>();
  for (const item of items) for (const tag of item.tags) tags.set(tag, (tags.get(tag) ?? 0) + 1);
  return {
    kinds,
    tags: [...tags].map(([tag, count]) => ({ tag, count })).toSorted((a, b) => a.tag.localeCompare(b.tag)),
  };
}

function searchText({ title, note, tags, origin, thing }: CollectionItem): string {
  return [title, note, ...tags, origin.name, ...thingWords[thing.kind].map(say)].join('\n');
}

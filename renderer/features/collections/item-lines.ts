import type { CollectionItem } from '../../../app/contract/collections.ts';
import { type ThingKind, thingKinds } from '../../../app/domain/collections/things.ts';

export type Arrangement = 'own' | 'kind';

/** What the list shows one below the other. */
export type ItemLine = { head: ThingKind; count: number } | { item: CollectionItem };

/** Things in the order of the user, or below the name of their kind; within a kind the order stays. */
export function itemLines(items: readonly CollectionItem[], arrangement: Arrangement): ItemLine[] {
  if (arrangement === 'own') return items.map((item) => ({ item }));
  return thingKinds.flatMap((kind): ItemLine[] => {
    const ofKind = items.filter(({ thing }) => thing.kind === kind);
    return ofKind.length === 0 ? [] : [{ head: kind, count: ofKind.length }, ...ofKind.map((item) => ({ item }))];
  });
}

/** The place of the next thing up or down from a line; the line's own if there is none. */
export function nextItemLine(lines: readonly ItemLine[], from: number, step: 1 | -1): number {
  for (let at = from + step; at >= 0 && at < lines.length; at += step) {
    const line = lines[at];
    if (line !== undefined && 'item' in line) return at;
  }
  return from;
}

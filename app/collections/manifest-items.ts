import { randomUUID } from 'node:crypto';
import type { ThingOrigin } from '../contract/collections.ts';
import { type CollectionThing, movedTo, placeOf } from '../domain/collections/things.ts';
import type { CollectionItemRow } from '../store/collection-rows.ts';
import type { Manifest } from './manifest.ts';
import type { NewItem } from './plan-changes.ts';
import type { ExportedItem } from './write-folder.ts';

/** Things of a collection as a manifest tells them. */
export function exportedItem({ thing, title, origin, note, tags, asOfMs, addedMs }: CollectionItemRow): ExportedItem {
  const asOfUtc = asOfMs === null ? null : new Date(asOfMs).toISOString();
  return { thing, title, origin, asOfUtc, addedUtc: new Date(addedMs).toISOString(), note, tags };
}

/** Places of this computer. */
export interface PlacesHere {
  /** Id here of the connection or server that another computer knows under another one. */
  idOf(origin: ThingOrigin): string | undefined;
  /** The place that has the id of a thing here. */
  originOf(thing: CollectionThing): ThingOrigin | undefined;
}

/** The other way round: things that may come from another computer. */
export function importedItems({ items }: Manifest, places: PlacesHere): NewItem[] {
  return items.map(({ thing, title, origin, note, tags, asOfUtc, addedUtc }) => ({
    ...{ id: randomUUID(), title, origin, note, tags },
    thing: thingHere(thing, origin, places),
    asOfMs: asOfUtc === null ? null : Date.parse(asOfUtc),
    addedMs: Date.parse(addedUtc),
  }));
}

/**
 * The thing under the id that its place has here. Without such a place it keeps its own, for it may come back; one that
 * belongs to another server here would lead astray.
 */
function thingHere(thing: CollectionThing, origin: ThingOrigin, places: PlacesHere): CollectionThing {
  const place = placeOf(thing);
  if (place.kind === 'computer') return thing;
  const present = places.originOf(thing);
  if (present?.system === origin.system && present.url === origin.url) return thing;
  const id = places.idOf(origin);
  if (id !== undefined) return movedTo(thing, id);
  return present === undefined ? thing : movedTo(thing, `elsewhere ${place.id}`);
}

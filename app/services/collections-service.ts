import type { z } from 'zod';
import {
  type CollectionState,
  planChange,
  planItemChange,
  planItemMove,
  planItemRemove,
  planRemove,
} from '../collections/plan-changes.ts';
import { AppError, isAppError } from '../contract/app-error.ts';
import {
  type Collection,
  CollectionColour,
  type CollectionHead,
  type CollectionItem,
  type collectionsContract,
  type ThingDraft,
  type ThingOrigin,
} from '../contract/collections.ts';
import type { Handlers } from '../contract/contract.ts';
import { type CollectionThing, movedTo, plainTitle } from '../domain/collections/things.ts';
import type { CollectionHeadRow, CollectionItemRow } from '../store/collection-rows.ts';
import type { CollectionPlaces } from './collection-places.ts';
import type { Collections, CollectionsParts, ItemWish } from './collections.ts';

type CollectionHandlers = {
  [Name in keyof typeof collectionsContract]: Handlers[Name];
};

export interface CollectionsServiceParts extends Pick<CollectionsParts, 'rows'> {
  collections: Collections;
  places: CollectionPlaces;
}

export function createCollectionsHandlers({ collections, rows, places }: CollectionsServiceParts): CollectionHandlers {
  return {
    'collections.list': async () => (await rows.listCollections()).map(headOf),
    'collections.open': async ({ id }) => collectionOf(await collections.state(id), places),
    'collections.holding': async ({ thing }) =>
      (await rows.listHoldingCollections(thing)).map(({ collection: { id, name, colour }, itemId }) => ({
        ...{ id, name, itemId },
        colour: colourOf(colour),
      })),
    'collections.create': (draft) => collections.create(draft),
    'collections.change': ({ id, ...wish }) =>
      collections.change(id, ({ collection }, nowMs) => planChange(collection, wish, nowMs)),
    'collections.move': ({ id, before }) => collections.move(id, before),
    'collections.remove': ({ id }) => collections.change(id, planRemove),
    'collections.items.add': async ({ id, things, before }) =>
      collections.add(id, await wishesOf(places, things), before),
    'collections.items.change': ({ id, itemIds, ...wish }) =>
      collections.change(id, (state, nowMs) => planItemChange(state, itemIds, wish, nowMs)),
    'collections.items.move': ({ id, itemIds, before }) =>
      collections.change(id, (state, nowMs) => planItemMove(state, itemIds, before, nowMs)),
    'collections.items.remove': ({ id, itemIds }) =>
      collections.change(id, (state, nowMs) => planItemRemove(state, itemIds, nowMs)),
    'collections.undo': ({ stepId }) =>
      collections.inTurn(() => rows.undoCollections(stepId)).catch((error) => Promise.reject(cannotUndo(error))),
    'collections.redo': ({ stepId }) =>
      collections.inTurn(() => rows.redoCollections(stepId)).catch((error) => Promise.reject(cannotUndo(error))),
  };
}

async function wishesOf(places: CollectionPlaces, drafts: readonly ParsedDraft[]): Promise<ItemWish[]> {
  const originOf = await places.origins();
  return drafts.map(({ thing, title, asOfUtc, note, tags }) => ({
    ...{ thing, note, tags, origin: knownOrigin(thing, originOf(thing)) },
    title: title ?? plainTitle(thing),
    asOfMs: asOfUtc === null ? null : Date.parse(asOfUtc),
  }));
}

type ParsedDraft = z.output<typeof ThingDraft>;

function knownOrigin(thing: CollectionThing, origin: ThingOrigin | undefined): ThingOrigin {
  if (origin !== undefined) return origin;
  throw new AppError('not-found', `${plainTitle(thing)} is at a connection that is not there.`, {
    remedy: 'Choose one of the connections and servers of this computer.',
  });
}

/** A collection as the windows and the command line see it. */
async function collectionOf({ collection, items }: CollectionState, places: CollectionPlaces): Promise<Collection> {
  const [originOf, idOf] = await Promise.all([places.origins(), places.idsHere()]);
  // A server that was removed may have come back under another id.
  const rows = items.map((row) =>
    originOf(row.thing) === undefined ? { ...row, thing: returned(row.thing, idOf(row.origin)) } : row,
  );
  const problems = await places.problems(rows);
  return {
    ...headOf({ ...collection, count: items.length }),
    notes: collection.notes,
    createdUtc: utc(collection.createdMs),
    items: rows.map((row, at) => itemOf(row, problems[at] ?? null)),
  };
}

function itemOf(row: CollectionItemRow, problem: string | null): CollectionItem {
  const { id, thing, title, origin, note, tags, asOfMs, addedMs } = row;
  const asOfUtc = asOfMs === null ? null : utc(asOfMs);
  return { id, thing, title, origin, note, tags, asOfUtc, addedUtc: utc(addedMs), problem };
}

function headOf({ id, name, colour, tags, count, changedMs }: CollectionHeadRow): CollectionHead {
  return { id, name, colour: colourOf(colour), tags, count, changedUtc: utc(changedMs) };
}

/** A colour that a later Quarry had is none here. */
function colourOf(colour: string): CollectionColour {
  return CollectionColour.options.find((one) => one === colour) ?? 'none';
}

function utc(ms: number): string {
  return new Date(ms).toISOString();
}

function cannotUndo(error: unknown): unknown {
  if (!isAppError(error, 'conflict')) return error;
  return new AppError('conflict', 'This step cannot be taken: what it changed has changed since.', {
    remedy: 'Change the collection by hand.',
    cause: error,
  });
}

function returned(thing: CollectionThing, id: string | undefined): CollectionThing {
  return id === undefined ? thing : movedTo(thing, id);
}

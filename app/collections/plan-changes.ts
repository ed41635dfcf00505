import { AppError } from '../contract/app-error.ts';
import { thingKey } from '../domain/collections/things.ts';
import type { CollectionChange, CollectionItemRow, CollectionRow } from '../store/collection-rows.ts';
import { type Placed, positionsBefore } from './positions.ts';

/** A collection as it is now. */
export interface CollectionState {
  collection: CollectionRow;
  /** In order. */
  items: readonly CollectionItemRow[];
}

export type NewItem = Omit<CollectionItemRow, 'position' | 'collectionId'>;
/** Null where nothing would change. */
type Planned = CollectionChange | null;

export function planCreate(row: Omit<CollectionRow, 'position'>, others: readonly Placed[]): CollectionChange {
  const { coming } = positionsBefore(others, 1, null);
  const after = { ...row, tags: distinctTags(row.tags), position: coming[0] ?? 0 };
  return {
    ...{ label: `Make collection ${row.name}`, madeMs: row.createdMs },
    collections: [{ before: null, after }],
    items: [],
  };
}

export function planChange(
  before: CollectionRow,
  wish: Partial<Pick<CollectionRow, 'name' | 'colour' | 'notes' | 'tags'>>,
  madeMs: number,
): Planned {
  const after = { ...before, ...wish, tags: distinctTags(wish.tags ?? before.tags), changedMs: madeMs };
  const changed = (['name', 'colour', 'notes', 'tags'] as const).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  if (changed.length === 0) return null;
  const label = changed.includes('name')
    ? `Rename collection ${before.name} to ${after.name}`
    : `Change ${changed.join(' and ')} of ${before.name}`;
  return { label, madeMs, collections: [{ before, after }], items: [] };
}

export function planMove(list: readonly CollectionRow[], id: string, before: string | null, madeMs: number): Planned {
  const moving = list.find((one) => one.id === id);
  if (moving === undefined) throw collectionGone();
  const others = list.filter((one) => one !== moving);
  const { coming, moved } = positionsBefore(others, 1, before);
  const changes = [
    { before: moving, after: { ...moving, position: coming[0] ?? 0 } },
    ...others.flatMap((one) => movedRow(one, moved)),
  ];
  return { label: `Move collection ${moving.name}`, madeMs, collections: changes, items: [] };
}

export function planRemove({ collection, items }: CollectionState, madeMs: number): CollectionChange {
  return {
    ...{ label: `Remove collection ${collection.name}`, madeMs },
    collections: [{ before: collection, after: null }],
    items: items.map((before) => ({ before, after: null })),
  };
}

/** Things that are there already stay as they are, but for a figure that was seen with another look. */
export function planAdd(
  state: CollectionState,
  wished: readonly NewItem[],
  before: string | null,
  madeMs: number,
): { change: Planned; added: number; alreadyThere: number } {
  const there = new Set(state.items.map(({ thing }) => thingKey(thing)));
  const fresh = wished.filter(({ thing }) => {
    const key = thingKey(thing);
    return !there.has(key) && there.add(key);
  });
  const counts = { added: fresh.length, alreadyThere: wished.length - fresh.length };
  const relooked = state.items.flatMap((item) => withNewLook(item, wished));
  if (fresh.length === 0 && relooked.length === 0) return { change: null, ...counts };
  if (fresh.length === 0)
    return {
      change: { ...lookLabel(relooked, state.collection), madeMs, collections: [], items: relooked },
      ...counts,
    };
  const { coming, moved } = positionsBefore(state.items, fresh.length, before);
  const collectionId = state.collection.id;
  const rows = fresh.map((item, at) => ({
    ...item,
    tags: distinctTags(item.tags),
    collectionId,
    position: coming[at] ?? 0,
  }));
  const what = rows.length === 1 ? (rows[0]?.title ?? '') : `${rows.length} things`;
  const change = {
    ...{ label: `Add ${what} to ${state.collection.name}`, madeMs },
    collections: [],
    items: [...rows.map((after) => ({ before: null, after })), ...withMoved(state.items, moved, relooked)],
  };
  return { change, ...counts };
}

export interface Imported {
  /** When and from which collection, for what is put below other notes. */
  heading: string;
  notes: string;
  tags: readonly string[];
  items: readonly NewItem[];
}

/** An imported collection becomes a new one in one step. */
export function planImport(
  row: Omit<CollectionRow, 'position'>,
  others: readonly Placed[],
  items: readonly NewItem[],
): { change: CollectionChange; added: number; alreadyThere: number } {
  const created = planCreate(row, others);
  const collection = created.collections[0]?.after;
  if (collection == null) throw collectionGone();
  const { change, ...counts } = planAdd({ collection, items: [] }, items, null, row.createdMs);
  return {
    change: { ...created, label: `Import collection ${row.name}`, items: change?.items ?? [] },
    ...counts,
  };
}

/** An imported collection goes into one that is there: all of that stays, what is new comes to its end. */
export function planMerge(
  state: CollectionState,
  { heading, notes, tags, items }: Imported,
  madeMs: number,
): { change: Planned; added: number; alreadyThere: number } {
  const { collection } = state;
  const isNew = notes.trim() !== '' && !collection.notes.includes(notes.trim());
  const merged = {
    tags: [...collection.tags, ...tags],
    notes: isNew ? [collection.notes.trim(), `## ${heading}`, notes.trim()].join('\n\n').trim() : collection.notes,
  };
  const ofCollection = planChange(collection, merged, madeMs)?.collections ?? [];
  const { change, ...counts } = planAdd(state, items, null, madeMs);
  if (change === null && ofCollection.length === 0) return { change: null, ...counts };
  const label = `Import into ${collection.name}`;
  return { change: { label, madeMs, collections: ofCollection, items: change?.items ?? [] }, ...counts };
}

export function planItemChange(
  state: CollectionState,
  itemIds: readonly string[],
  wish: Partial<Pick<CollectionItemRow, 'title' | 'note' | 'tags'>>,
  madeMs: number,
): Planned {
  const tags = wish.tags === undefined ? {} : { tags: distinctTags(wish.tags) };
  const items = chosen(state, itemIds)
    .map((before) => ({ before, after: { ...before, ...wish, ...tags } }))
    .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
  if (items.length === 0) return null;
  return {
    ...{ label: `Change ${Object.keys(wish).join(' and ')} of ${itemsText(items)}`, madeMs },
    ...{ collections: [], items },
  };
}

export function planItemMove(
  state: CollectionState,
  itemIds: readonly string[],
  before: string | null,
  madeMs: number,
): Planned {
  const moving = chosen(state, itemIds);
  const others = state.items.filter((one) => !moving.includes(one));
  // Dropped on one of themselves, they go before what follows it.
  const follower =
    before !== null && itemIds.includes(before)
      ? state.items.slice(state.items.findIndex(({ id }) => id === before)).find((one) => !moving.includes(one))?.id
      : before;
  const { coming, moved } = positionsBefore(others, moving.length, follower ?? null);
  const items = [
    ...moving.map((row, at) => ({ before: row, after: { ...row, position: coming[at] ?? 0 } })),
    ...others.flatMap((one) => movedRow(one, moved)),
  ];
  return {
    ...{ label: `Move ${itemsText(items.slice(0, moving.length))}`, madeMs },
    ...{ collections: [], items },
  };
}

export function planItemRemove(state: CollectionState, itemIds: readonly string[], madeMs: number): CollectionChange {
  const items = chosen(state, itemIds).map((before) => ({ before, after: null }));
  return {
    ...{ label: `Take ${itemsText(items)} out of ${state.collection.name}`, madeMs },
    ...{ collections: [], items },
  };
}

export function collectionGone(): AppError {
  return new AppError('not-found', 'The collection is not there any more.', {
    remedy: 'Undo its removal, or choose another one.',
  });
}

function chosen({ items, collection }: CollectionState, ids: readonly string[]): CollectionItemRow[] {
  const wanted = new Set(ids);
  const found = items.filter(({ id }) => wanted.has(id));
  if (found.length === wanted.size) return found;
  throw new AppError('not-found', `A thing is not in ${collection.name} any more.`, {
    remedy: 'Look at the collection again.',
  });
}

function itemsText(items: readonly { before: CollectionItemRow }[]): string {
  return items.length === 1 ? (items[0]?.before.title ?? '') : `${items.length} things`;
}

/** Rows that move, and those that change otherwise; one that does both changes once. */
function withMoved(
  items: readonly CollectionItemRow[],
  moved: ReadonlyMap<string, number>,
  changed: readonly ChangedItem[],
): ChangedItem[] {
  const byId = new Map(changed.map((change) => [change.before.id, change]));
  return items.flatMap((item) => {
    const change = byId.get(item.id);
    const position = moved.get(item.id) ?? item.position;
    if (change === undefined) return movedRow(item, moved);
    return [{ before: item, after: { ...change.after, position } }];
  });
}

interface ChangedItem {
  before: CollectionItemRow;
  after: CollectionItemRow;
}

/** What a figure looked like when it was put in again is what is meant. */
function withNewLook(item: CollectionItemRow, wished: readonly NewItem[]): ChangedItem[] {
  const { thing } = item;
  if (thing.kind !== 'figure') return [];
  const key = thingKey(thing);
  const again = wished.findLast((wish) => thingKey(wish.thing) === key)?.thing;
  if (again?.kind !== 'figure' || again.look === undefined) return [];
  if (JSON.stringify(again.look) === JSON.stringify(thing.look)) return [];
  return [{ before: item, after: { ...item, thing: { ...thing, look: again.look } } }];
}

function lookLabel(changed: readonly ChangedItem[], { name }: CollectionRow): { label: string } {
  return { label: `Change the look of ${itemsText(changed)} in ${name}` };
}

function movedRow<Row extends Placed>(row: Row, moved: ReadonlyMap<string, number>): { before: Row; after: Row }[] {
  const position = moved.get(row.id);
  return position === undefined || position === row.position ? [] : [{ before: row, after: { ...row, position } }];
}

function distinctTags(tags: readonly string[]): string[] {
  const first = new Map<string, string>();
  for (const tag of tags) if (!first.has(tag.toLowerCase())) first.set(tag.toLowerCase(), tag);
  return [...first.values()];
}

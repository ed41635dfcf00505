import { thingKey } from '../domain/collections/things.ts';
import type { CollectionItemRow, CollectionRow } from './collection-rows.ts';

export interface CollectionSqlRow {
  id: string;
  name: string;
  notes: string;
  tags: string;
  colour: string;
  position: number;
  created_ms: number;
  changed_ms: number;
}

export interface ItemSqlRow {
  id: string;
  collection_id: string;
  thing_key: string;
  thing: string;
  origin: string;
  title: string;
  as_of_ms: number | null;
  note: string;
  tags: string;
  added_ms: number;
  position: number;
}

export function collectionFromSql({ tags, created_ms, changed_ms, ...row }: CollectionSqlRow): CollectionRow {
  return { ...row, tags: JSON.parse(tags), createdMs: created_ms, changedMs: changed_ms };
}

export function collectionToSql({ tags, createdMs, changedMs, ...row }: CollectionRow): CollectionSqlRow {
  return { ...row, tags: JSON.stringify(tags), created_ms: createdMs, changed_ms: changedMs };
}

export function itemFromSql(row: ItemSqlRow): CollectionItemRow {
  const { id, title, note, position } = row;
  return {
    ...{ id, title, note, position },
    collectionId: row.collection_id,
    thing: JSON.parse(row.thing),
    origin: JSON.parse(row.origin),
    tags: JSON.parse(row.tags),
    asOfMs: row.as_of_ms,
    addedMs: row.added_ms,
  };
}

export function itemToSql(row: CollectionItemRow): ItemSqlRow {
  const { id, title, note, position } = row;
  return {
    ...{ id, title, note, position },
    collection_id: row.collectionId,
    thing_key: thingKey(row.thing),
    thing: JSON.stringify(row.thing),
    origin: JSON.stringify(row.origin),
    tags: JSON.stringify(row.tags),
    as_of_ms: row.asOfMs,
    added_ms: row.addedMs,
  };
}

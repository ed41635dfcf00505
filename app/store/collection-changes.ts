import { isDeepStrictEqual } from 'node:util';
import type { Database } from 'better-sqlite3';
import { AppError } from '../contract/app-error.ts';
import type { CollectionChange, CollectionItemRow, CollectionRow, RowChange } from './collection-rows.ts';
import {
  type CollectionSqlRow,
  collectionFromSql,
  collectionToSql,
  type ItemSqlRow,
  itemFromSql,
  itemToSql,
} from './collection-sql-rows.ts';

interface RowTable<Row> {
  get(id: string): Row | undefined;
  put(row: Row): void;
  remove(id: string): void;
}

/** Writes the rows of a change; to be called in a transaction, for it may stop in the middle. */
export function changeWriter(database: Database): (change: CollectionChange) => void {
  const collections = collectionRows(database);
  const items = itemRows(database);
  const touch = database.prepare('UPDATE collections SET changed_ms = max(changed_ms, ?) WHERE id = ?');
  return (change) => {
    expectBefore(collections, change.collections);
    expectBefore(items, change.items);
    // Things stand in collections, so they go first and come last.
    removeGone(items, change.items);
    removeGone(collections, change.collections);
    for (const { after } of change.collections) if (after !== null) collections.put(after);
    for (const { after } of change.items) if (after !== null) items.put(after);
    const touched = new Set(change.items.map(({ before, after }) => (after ?? before)?.collectionId));
    for (const id of touched) touch.run(change.madeMs, id);
  };
}

function expectBefore<Row extends { id: string }>(table: RowTable<Row>, changes: readonly RowChange<Row>[]): void {
  for (const { before, after } of changes) {
    const id = before?.id ?? after?.id ?? '';
    if (isDeepStrictEqual(withoutTime(table.get(id) ?? null), withoutTime(before))) continue;
    throw new AppError('conflict', 'The collection has changed since.', {
      remedy: 'Look at it again, then make the change anew.',
    });
  }
}

/** The time of the last change says nothing that a change could overwrite. */
function withoutTime<Row>(row: Row | null): Row | null {
  return row === null ? null : { ...row, changedMs: 0 };
}

function removeGone<Row extends { id: string }>(table: RowTable<Row>, changes: readonly RowChange<Row>[]): void {
  for (const { before, after } of changes) if (before !== null && after === null) table.remove(before.id);
}

function collectionRows(database: Database): RowTable<CollectionRow> {
  const get = database.prepare<[string], CollectionSqlRow>('SELECT * FROM collections WHERE id = ?');
  const put = database.prepare(
    `INSERT INTO collections (id, name, notes, tags, colour, position, created_ms, changed_ms)
     VALUES (@id, @name, @notes, @tags, @colour, @position, @created_ms, @changed_ms)
     ON CONFLICT (id) DO UPDATE SET name = @name, notes = @notes, tags = @tags, colour = @colour,
     position = @position, changed_ms = @changed_ms`,
  );
  const remove = database.prepare('DELETE FROM collections WHERE id = ?');
  return {
    get: (id) => mapped(get.get(id), collectionFromSql),
    put: (row) => {
      put.run(collectionToSql(row));
    },
    remove: (id) => {
      remove.run(id);
    },
  };
}

function itemRows(database: Database): RowTable<CollectionItemRow> {
  const get = database.prepare<[string], ItemSqlRow>('SELECT * FROM collection_items WHERE id = ?');
  const put = database.prepare(
    `INSERT INTO collection_items
     (id, collection_id, thing_key, thing, origin, title, as_of_ms, note, tags, added_ms, position)
     VALUES (@id, @collection_id, @thing_key, @thing, @origin, @title, @as_of_ms, @note, @tags, @added_ms, @position)
     ON CONFLICT (id) DO UPDATE SET thing = @thing, title = @title, note = @note, tags = @tags, position = @position`,
  );
  const remove = database.prepare('DELETE FROM collection_items WHERE id = ?');
  return {
    get: (id) => mapped(get.get(id), itemFromSql),
    put: (row) => {
      put.run(itemToSql(row));
    },
    remove: (id) => {
      remove.run(id);
    },
  };
}

function mapped<From, To>(row: From | undefined, map: (row: From) => To): To | undefined {
  return row === undefined ? undefined : map(row);
}

import type { Database } from 'better-sqlite3';
import { AppError } from '../contract/app-error.ts';
import { thingKey } from '../domain/collections/things.ts';
import { changeWriter } from './collection-changes.ts';
import type { CollectionCalls, CollectionChange, CollectionHeadRow } from './collection-rows.ts';
import { type CollectionSqlRow, collectionFromSql, type ItemSqlRow, itemFromSql } from './collection-sql-rows.ts';

/** As many as anyone goes back. */
const keptSteps = 200;

interface StepSqlRow {
  id: number;
  label: string;
  change: string;
}

export function collectionTables(database: Database): CollectionCalls {
  const list = database.prepare<[], CollectionSqlRow & { count: number }>(
    `SELECT *, (SELECT count(*) FROM collection_items WHERE collection_id = collections.id) AS count
     FROM collections ORDER BY position, name`,
  );
  const get = database.prepare<[string], CollectionSqlRow>('SELECT * FROM collections WHERE id = ?');
  const items = database.prepare<[string], ItemSqlRow>(
    'SELECT * FROM collection_items WHERE collection_id = ? ORDER BY position, added_ms, id',
  );
  const holding = database.prepare<[string], CollectionSqlRow & { item_id: string }>(
    `SELECT collections.*, collection_items.id AS item_id FROM collection_items
     JOIN collections ON collections.id = collection_id WHERE thing_key = ? ORDER BY collections.position`,
  );
  return {
    listCollections: () =>
      list.all().map(({ count, ...row }): CollectionHeadRow => ({ ...collectionFromSql(row), count })),
    getCollection: (id) => {
      const row = get.get(id);
      return row === undefined ? undefined : collectionFromSql(row);
    },
    listCollectionItems: (collectionId) => items.all(collectionId).map(itemFromSql),
    listHoldingCollections: (thing) =>
      holding.all(thingKey(thing)).map(({ item_id, ...row }) => ({
        collection: collectionFromSql(row),
        itemId: item_id,
      })),
    ...stepCalls(database),
  };
}

type StepCalls = Pick<CollectionCalls, 'changeCollections' | 'undoCollections' | 'redoCollections'>;

function stepCalls(database: Database): StepCalls {
  const write = changeWriter(database);
  const add = database.prepare('INSERT INTO collection_steps (made_ms, label, change) VALUES (?, ?, ?)');
  const forgetUndone = database.prepare('DELETE FROM collection_steps WHERE undone IS NOT NULL');
  const trim = database.prepare('DELETE FROM collection_steps WHERE id <= (SELECT max(id) FROM collection_steps) - ?');
  const last = database.prepare<[], StepSqlRow>(
    'SELECT id, label, change FROM collection_steps WHERE undone IS NULL ORDER BY id DESC LIMIT 1',
  );
  const one = database.prepare<[number], StepSqlRow>(
    'SELECT id, label, change FROM collection_steps WHERE id = ? AND undone IS NULL',
  );
  const lastUndone = database.prepare<[], StepSqlRow>(
    'SELECT id, label, change FROM collection_steps WHERE undone IS NOT NULL ORDER BY undone DESC LIMIT 1',
  );
  const oneUndone = database.prepare<[number], StepSqlRow>(
    'SELECT id, label, change FROM collection_steps WHERE id = ? AND undone IS NOT NULL',
  );
  const markUndone = database.prepare(
    'UPDATE collection_steps SET undone = (SELECT coalesce(max(undone), 0) + 1 FROM collection_steps) WHERE id = ?',
  );
  const markDone = database.prepare('UPDATE collection_steps SET undone = NULL WHERE id = ?');
  return {
    changeCollections: database.transaction((change: CollectionChange) => {
      write(change);
      forgetUndone.run();
      const { lastInsertRowid } = add.run(change.madeMs, change.label, JSON.stringify(change));
      trim.run(keptSteps);
      return { stepId: Number(lastInsertRowid), label: change.label };
    }),
    undoCollections: database.transaction((stepId: number | null) => {
      const step = found(stepId === null ? last.get() : one.get(stepId), 'undone');
      write(backwards(JSON.parse(step.change)));
      markUndone.run(step.id);
      return { stepId: step.id, label: step.label };
    }),
    redoCollections: database.transaction((stepId: number | null) => {
      const step = found(stepId === null ? lastUndone.get() : oneUndone.get(stepId), 'made again');
      write(JSON.parse(step.change));
      markDone.run(step.id);
      return { stepId: step.id, label: step.label };
    }),
  };
}

function found(step: StepSqlRow | undefined, done: string): StepSqlRow {
  if (step !== undefined) return step;
  throw new AppError('not-found', `There is no change of a collection that can be ${done}.`, {
    remedy: `Only the last ${keptSteps} changes are kept.`,
  });
}

function backwards(change: CollectionChange): CollectionChange {
  const turn = <Row>({ before, after }: { before: Row; after: Row }): { before: Row; after: Row } => ({
    before: after,
    after: before,
  });
  return { ...change, collections: change.collections.map(turn), items: change.items.map(turn) };
}

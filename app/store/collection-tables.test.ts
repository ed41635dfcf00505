import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CollectionItemRow, CollectionRow } from './collection-rows.ts';
import { openStoreDatabase } from './store-database.ts';

let folder = '';
let store: ReturnType<typeof openStoreDatabase>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-collections-'));
  store = openStoreDatabase(join(folder, 'store.sqlite'));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const anneal: CollectionRow = {
  ...{ id: 'c', name: 'Anneal', notes: '*why*', tags: ['a'], colour: 'blue' },
  ...{ position: 1, createdMs: 5, changedMs: 5 },
};
const item: CollectionItemRow = {
  ...{ id: 'i', collectionId: 'c', title: '26S-001', asOfMs: null, note: '', tags: [], addedMs: 6, position: 1.5 },
  thing: { kind: 'sample', connectionId: 'lab', name: '26S-001' },
  origin: { system: 'juliabase', name: 'Lab', url: 'https://lab.example.org/' },
};
const make = { label: 'Make', madeMs: 5, collections: [{ before: null, after: anneal }], items: [] };
const add = { label: 'Add', madeMs: 7, collections: [], items: [{ before: null, after: item }] };
const removeAll = {
  label: 'Remove',
  madeMs: 9,
  collections: [{ before: anneal, after: null }],
  items: [{ before: item, after: null }],
};

test('changes are undone and made again in their order, whole', () => {
  store.changeCollections(make);
  store.changeCollections(add);
  expect(store.listCollections()).toEqual([{ ...anneal, changedMs: 7, count: 1 }]);
  expect(store.listHoldingCollections({ name: '26S-001', connectionId: 'lab', kind: 'sample' })).toMatchObject([
    { collection: { id: 'c' }, itemId: 'i' },
  ]);
  store.changeCollections(removeAll);
  expect([store.listCollections(), store.listCollectionItems('c')]).toEqual([[], []]);

  expect(store.undoCollections(null).label).toBe('Remove');
  expect(store.listCollectionItems('c')).toEqual([item]);
  expect(store.undoCollections(null).label).toBe('Add');
  expect(store.redoCollections(null).label).toBe('Add');
  expect(store.redoCollections(null).label).toBe('Remove');
  expect(store.listCollections()).toEqual([]);
  expect(() => store.redoCollections(null)).toThrow(/no change of a collection/);
});

test('a new change ends what could be made again', () => {
  store.changeCollections(make);
  store.changeCollections(add);
  store.undoCollections(null);
  store.changeCollections({ ...add, label: 'Other' });
  expect(() => store.redoCollections(null)).toThrow(expect.objectContaining({ code: 'not-found' }));
});

test('an earlier step is undone alone, unless what it changed has changed since', () => {
  store.changeCollections(make);
  const { stepId: first } = store.changeCollections(add);
  const noted = { ...item, note: 'look' };
  const { stepId: second } = store.changeCollections({
    ...add,
    label: 'Note',
    items: [{ before: item, after: noted }],
  });
  expect(() => store.undoCollections(first)).toThrow(expect.objectContaining({ code: 'conflict' }));
  expect(store.listCollectionItems('c')).toEqual([noted]);
  store.undoCollections(second);
  store.undoCollections(first);
  store.redoCollections(first);
  expect(store.listCollectionItems('c')).toEqual([item]);
  store.undoCollections(null);
  expect(store.listCollectionItems('c')).toEqual([]);
});

test('a change that fits no more, or a name that is taken, leaves all as it was', () => {
  store.changeCollections(make);
  const other = { ...anneal, id: 'd', name: 'ANNEAL' };
  const twice = { ...make, collections: [{ before: null, after: other }] };
  expect(() => store.changeCollections(twice)).toThrow(expect.objectContaining({ code: 'conflict' }));
  expect(() => store.changeCollections(removeAll)).toThrow(expect.objectContaining({ code: 'conflict' }));
  expect(store.listCollections()).toHaveLength(1);
  expect(store.undoCollections(null).label).toBe('Make');
});

import { expect, test } from 'vitest';
import type { JsonValue } from '../contract/app-error.ts';
import type { UndoRow } from '../store/rows.ts';
import { journalledUndo, type UndoPlaces, undoJournal } from './undo.ts';

test('undo entries are kept in the journal of the outbox; those of former versions are finished too', async () => {
  const old: UndoRow = { id: 'old', connectionId: 'lab', payload: { user: 'ada', added: [1] }, createdMs: 1 };
  const [inStore, records] = [[old], new Map<string, JsonValue>()];
  const places: UndoPlaces = {
    listUndo: async () => [...inStore],
    addUndo: async () => expect.unreachable(),
    removeUndo: async (id) => void inStore.splice(0, inStore[0]?.id === id ? 1 : 0),
    putOutbox: async (put) => {
      for (const { space, key, value } of put.records ?? [])
        value === null ? records.delete(`${space} ${key}`) : records.set(`${space} ${key}`, value);
    },
    listOutboxRecords: async (space) =>
      [...records]
        .filter(([place]) => place.startsWith(`${space} `))
        .map(([place, value]) => ({ space, key: place.slice(space.length + 1), value })),
  };
  const undo = journalledUndo(places);
  const id = await undoJournal(undo, 'lab', () => 2).begin({ user: 'ada', added: [2] });
  expect(records.size).toBe(1);
  expect(await undo.listUndo('lab')).toEqual([
    old,
    { id, connectionId: 'lab', payload: { user: 'ada', added: [2] }, createdMs: 2 },
  ]);
  expect(await undo.listUndo('other')).toEqual(inStore);
  for (const row of await undo.listUndo('lab')) await undo.removeUndo(row.id, 'lab');
  expect(await undo.listUndo('lab')).toEqual([]);
});

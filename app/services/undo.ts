import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { JuliaBaseClient, UndoJournal } from '../clients/juliabase/api.ts';
import type { JsonValue } from '../contract/app-error.ts';
import type { JournalPut, JournalRecord } from '../outbox/journal-api.ts';
import type { UndoRow } from '../store/rows.ts';

export interface UndoRows {
  listUndo(connectionId: string): Promise<UndoRow[]>;
  addUndo(row: UndoRow): Promise<void>;
  removeUndo(id: string, connectionId: string): Promise<void>;
}

/** Where undo entries are kept: the journal of the outbox, and, from former versions, the store. */
export interface UndoPlaces extends UndoRows {
  putOutbox(put: JournalPut): Promise<void>;
  listOutboxRecords(space: string): Promise<JournalRecord[]>;
}

const spaceOf = (connectionId: string): string => `undo:${connectionId}`;
const KeptEntry = z.object({ payload: z.json(), createdMs: z.number() });

/** Undo entries in the journal of the outbox, beside the writes for which they were made. */
export function journalledUndo(places: UndoPlaces): UndoRows {
  return {
    async listUndo(connectionId) {
      const kept = (await places.listOutboxRecords(spaceOf(connectionId))).map(({ key, value }) => {
        const { payload, createdMs } = KeptEntry.parse(value);
        return { id: key, connectionId, payload, createdMs };
      });
      return [...(await places.listUndo(connectionId)), ...kept].toSorted((a, b) => a.createdMs - b.createdMs);
    },
    addUndo: ({ id, connectionId, payload, createdMs }) =>
      places.putOutbox({ records: [{ space: spaceOf(connectionId), key: id, value: { payload, createdMs } }] }),
    async removeUndo(id, connectionId) {
      await places.putOutbox({ records: [{ space: spaceOf(connectionId), key: id, value: null }] });
      await places.removeUndo(id, connectionId);
    },
  };
}

const Entry = z.object({ user: z.string(), added: z.array(z.number()) });

/** Writes temporary changes of My Samples down before they are made, so that a crash leaves none behind. */
export function undoJournal(rows: UndoRows, connectionId: string, nowMs: () => number): UndoJournal {
  return {
    begin: async (entry) => {
      const id = randomUUID();
      await rows.addUndo({
        id,
        connectionId,
        payload: { user: entry.user, added: entry.added } satisfies JsonValue,
        createdMs: nowMs(),
      });
      return id;
    },
    done: (id) => rows.removeUndo(id, connectionId),
  };
}

/** Takes off My Samples what an earlier run has left there. */
export async function finishUndo(
  rows: UndoRows,
  connectionId: string,
  client: JuliaBaseClient,
  signal: AbortSignal,
): Promise<void> {
  for (const row of await rows.listUndo(connectionId)) {
    await client.mySamples.finishUndo(Entry.parse(row.payload), { signal });
    await rows.removeUndo(row.id, connectionId);
  }
}

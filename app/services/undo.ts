import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { JuliaBaseClient, UndoJournal } from '../clients/juliabase/api.ts';
import type { JsonValue } from '../contract/app-error.ts';
import type { UndoRow } from '../store/rows.ts';

export interface UndoRows {
  listUndo(connectionId: string): Promise<UndoRow[]>;
  addUndo(row: UndoRow): Promise<void>;
  removeUndo(id: string): Promise<void>;
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
    done: (id) => rows.removeUndo(id),
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
    await rows.removeUndo(row.id);
  }
}

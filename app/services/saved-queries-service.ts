import { randomUUID } from 'node:crypto';
import { AppError, isAppError } from '../contract/app-error.ts';
import type { Handlers } from '../contract/contract.ts';
import type { PastQuery, SavedQuery } from '../contract/saved-queries.ts';
import type { PastQueryRow, SavedQueryRow } from '../store/rows.ts';

type SavedQueriesHandlers = {
  [Name in keyof Handlers as Name extends `drms.queries.${string}` ? Name : never]: Handlers[Name];
};

export interface SavedQueriesParts {
  rows: {
    listSavedQueries(): Promise<SavedQueryRow[]>;
    putSavedQuery(row: SavedQueryRow): Promise<void>;
    removeSavedQuery(id: string): Promise<boolean>;
    listPastQueries(serverId: string): Promise<PastQueryRow[]>;
    addPastQuery(row: PastQueryRow): Promise<void>;
    removePastQueries(serverId: string, id: string | null): Promise<void>;
  };
  nowMs(): number;
  /** Tells the windows that the history has grown. */
  onPast(): void;
}

export function createSavedQueriesHandlers({ rows, nowMs }: SavedQueriesParts): SavedQueriesHandlers {
  return {
    'drms.queries.history': async ({ serverId }) => (await rows.listPastQueries(serverId)).map(pastQuery),
    'drms.queries.forget': async ({ serverId, id }) => {
      await rows.removePastQueries(serverId, id);
      return {};
    },
    'drms.queries.list': async () => (await rows.listSavedQueries()).map(savedQuery),
    'drms.queries.save': async ({ id = randomUUID(), ...query }) => {
      const row = { ...query, id, savedMs: nowMs() };
      try {
        await rows.putSavedQuery(row);
      } catch (error) {
        if (!isAppError(error, 'conflict')) throw error;
        throw new AppError('conflict', `Another saved query is named ${query.name}.`, {
          remedy: 'Choose another name.',
          cause: error,
        });
      }
      return savedQuery(row);
    },
    'drms.queries.remove': async ({ id }) => {
      if (!(await rows.removeSavedQuery(id)))
        throw new AppError('not-found', 'The saved query is not there any more.', {
          remedy: 'Look at the list again.',
        });
      return {};
    },
  };
}

/** The same handler, which also writes down what was asked and what came back. */
export function withHistory(
  ask: Handlers['drms.query'],
  { rows, nowMs, onPast }: SavedQueriesParts,
): Handlers['drms.query'] {
  return async (input, context) => {
    const startMs = nowMs();
    const table = await ask(input, context);
    const { serverId, recordSet, keys } = input;
    const { count, bytes } = table;
    const askedMs = Date.parse(table.asOfUtc);
    const tookMs = nowMs() - startMs;
    await rows.addPastQuery({ id: randomUUID(), serverId, recordSet, keys, count, bytes, tookMs, askedMs });
    onPast();
    return table;
  };
}

function pastQuery({ askedMs, ...row }: PastQueryRow): PastQuery {
  return { ...row, asOfUtc: new Date(askedMs).toISOString() };
}

function savedQuery({ savedMs, ...row }: SavedQueryRow): SavedQuery {
  return { ...row, savedUtc: new Date(savedMs).toISOString() };
}

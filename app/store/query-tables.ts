import type { Database } from 'better-sqlite3';
import type { PastQueryRow, SavedQueryRow } from './rows.ts';
import type { StoreApi } from './store-api.ts';

interface SavedSqlRow {
  id: string;
  name: string;
  server_id: string;
  record_set: string;
  keys: string;
  saved_ms: number;
}

type SavedCalls = Pick<StoreApi, 'listSavedQueries' | 'putSavedQuery' | 'removeSavedQuery'>;

export function savedQueryTable(database: Database): SavedCalls {
  const list = database.prepare<[], SavedSqlRow>('SELECT * FROM saved_queries ORDER BY name');
  const put = database.prepare(
    `INSERT INTO saved_queries (id, name, server_id, record_set, keys, saved_ms)
     VALUES (@id, @name, @serverId, @recordSet, @keys, @savedMs)
     ON CONFLICT (id) DO UPDATE SET name = @name, server_id = @serverId, record_set = @recordSet, keys = @keys, saved_ms = @savedMs`,
  );
  const remove = database.prepare('DELETE FROM saved_queries WHERE id = ?');
  return {
    listSavedQueries: () =>
      list.all().map(
        ({ id, name, server_id, record_set, keys, saved_ms }): SavedQueryRow => ({
          id,
          name,
          serverId: server_id,
          recordSet: record_set,
          keys: JSON.parse(keys),
          savedMs: saved_ms,
        }),
      ),
    putSavedQuery: (row) => {
      put.run({ ...row, keys: JSON.stringify(row.keys) });
    },
    removeSavedQuery: (id) => remove.run(id).changes > 0,
  };
}

interface PastSqlRow {
  id: string;
  server_id: string;
  record_set: string;
  keys: string;
  count: number;
  bytes: number;
  took_ms: number;
  asked_ms: number;
}

type PastCalls = Pick<StoreApi, 'listPastQueries' | 'addPastQuery' | 'removePastQueries'>;

/** More than anyone scrolls through; the oldest go. */
const keptPerServer = 500;

export function pastQueryTable(database: Database): PastCalls {
  const list = database.prepare<[string], PastSqlRow>(
    'SELECT * FROM past_queries WHERE server_id = ? ORDER BY asked_ms DESC',
  );
  const add = database.prepare(
    `INSERT INTO past_queries (id, server_id, record_set, keys, count, bytes, took_ms, asked_ms)
     VALUES (@id, @serverId, @recordSet, @keys, @count, @bytes, @tookMs, @askedMs)
     ON CONFLICT (server_id, record_set, keys) DO UPDATE
     SET count = @count, bytes = @bytes, took_ms = @tookMs, asked_ms = @askedMs`,
  );
  const trim = database.prepare(
    `DELETE FROM past_queries WHERE server_id = @serverId AND asked_ms <
     (SELECT asked_ms FROM past_queries WHERE server_id = @serverId ORDER BY asked_ms DESC LIMIT 1 OFFSET @last)`,
  );
  const removeOne = database.prepare('DELETE FROM past_queries WHERE server_id = ? AND id = ?');
  const removeAll = database.prepare('DELETE FROM past_queries WHERE server_id = ?');
  return {
    listPastQueries: (serverId) =>
      list.all(serverId).map(
        ({ id, server_id, record_set, keys, count, bytes, took_ms, asked_ms }): PastQueryRow => ({
          id,
          serverId: server_id,
          recordSet: record_set,
          keys: JSON.parse(keys),
          count,
          bytes,
          tookMs: took_ms,
          askedMs: asked_ms,
        }),
      ),
    addPastQuery: (row) => {
      add.run({ ...row, keys: JSON.stringify(row.keys) });
      trim.run({ serverId: row.serverId, last: keptPerServer - 1 });
    },
    removePastQueries: (serverId, id) => {
      if (id === null) removeAll.run(serverId);
      else removeOne.run(serverId, id);
    },
  };
}

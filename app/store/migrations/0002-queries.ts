export const sql = `
CREATE TABLE saved_queries (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  server_id TEXT NOT NULL,
  record_set TEXT NOT NULL,
  keys TEXT NOT NULL,
  saved_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE past_queries (
  id TEXT PRIMARY KEY,
  server_id TEXT NOT NULL,
  record_set TEXT NOT NULL,
  keys TEXT NOT NULL,
  count INTEGER NOT NULL,
  bytes REAL NOT NULL,
  took_ms REAL NOT NULL,
  asked_ms INTEGER NOT NULL,
  UNIQUE (server_id, record_set, keys)
) STRICT;

CREATE INDEX past_queries_by_time ON past_queries (server_id, asked_ms);
`;

/**
 * Questions of every system in one history, and saved ones with their answers. What was asked and saved before is
 * carried over: queries of DRMS servers from their own tables, statements of SQL from a setting.
 */
export const sql = `
ALTER TABLE saved_queries RENAME TO saved_queries_before;
ALTER TABLE past_queries RENAME TO past_queries_before;

CREATE TABLE past_questions (
  id TEXT PRIMARY KEY,
  question TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  place_id TEXT NOT NULL,
  title TEXT NOT NULL,
  rows INTEGER NOT NULL,
  bytes REAL NOT NULL,
  took_ms REAL NOT NULL,
  as_of_ms INTEGER NOT NULL,
  asked_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX past_questions_by_time ON past_questions (asked_ms);

CREATE TABLE saved_queries (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE,
  question TEXT NOT NULL,
  kind TEXT NOT NULL,
  place_id TEXT NOT NULL,
  title TEXT NOT NULL,
  key_columns TEXT,
  schedule TEXT,
  due_ms INTEGER,
  saved_ms INTEGER NOT NULL,
  seen_run TEXT,
  unseen INTEGER NOT NULL DEFAULT 0,
  problem TEXT,
  removed_ms INTEGER
) STRICT;
CREATE UNIQUE INDEX saved_queries_by_name ON saved_queries (name) WHERE removed_ms IS NULL;

CREATE TABLE query_runs (
  id TEXT PRIMARY KEY,
  query_id TEXT NOT NULL,
  table_id TEXT NOT NULL,
  as_of_ms INTEGER NOT NULL,
  asked_ms INTEGER NOT NULL,
  took_ms REAL NOT NULL,
  rows INTEGER NOT NULL,
  bytes REAL NOT NULL,
  changes TEXT,
  removed_ms INTEGER
) STRICT;
CREATE INDEX query_runs_by_query ON query_runs (query_id, asked_ms);

INSERT INTO saved_queries (id, name, question, kind, place_id, title, saved_ms)
SELECT id, name,
  json_object('keys', json(keys), 'kind', 'drms.records', 'recordSet', record_set, 'serverId', server_id),
  'drms.records', server_id, record_set, saved_ms
FROM saved_queries_before;

INSERT INTO past_questions (id, question, kind, place_id, title, rows, bytes, took_ms, as_of_ms, asked_ms)
SELECT id,
  json_object('keys', json(keys), 'kind', 'drms.records', 'recordSet', record_set, 'serverId', server_id),
  'drms.records', server_id, record_set, count, bytes, took_ms, asked_ms, asked_ms
FROM past_queries_before;

INSERT OR IGNORE INTO past_questions (id, question, kind, place_id, title, rows, bytes, took_ms, as_of_ms, asked_ms)
SELECT lower(hex(randomblob(16))),
  json_object('kind', 'sql', 'statement', past.value ->> 'statement'),
  'sql', '', past.value ->> 'statement', past.value ->> 'rows', 0, 0,
  CAST(unixepoch(past.value ->> 'askedAtUtc') AS INTEGER) * 1000,
  CAST(unixepoch(past.value ->> 'askedAtUtc') AS INTEGER) * 1000
FROM settings, json_each(settings.value) AS past
WHERE settings.key = 'sqlHistory' AND json_type(settings.value) = 'array'
  AND unixepoch(past.value ->> 'askedAtUtc') IS NOT NULL;

DELETE FROM settings WHERE key = 'sqlHistory';
DROP TABLE saved_queries_before;
DROP TABLE past_queries_before;
`;

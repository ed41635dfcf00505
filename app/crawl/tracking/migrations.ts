/** In order; never change one that was released, add the next. */
export const crawlMigrations: readonly string[] = [
  `
CREATE TABLE crawlers (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE files (
  crawler INTEGER NOT NULL,
  folder TEXT NOT NULL,
  name TEXT NOT NULL,
  size INTEGER,
  mtime_ms REAL,
  sha256 TEXT,
  state TEXT NOT NULL CHECK (state IN ('new','invalid','asks','queued','done','skipped')),
  reason TEXT,
  item_id TEXT,
  target TEXT,
  tries INTEGER NOT NULL DEFAULT 0,
  retry_ms INTEGER,
  fresh_size INTEGER,
  fresh_mtime_ms REAL,
  fresh_since_ms INTEGER,
  fresh_ready INTEGER,
  gone_ms INTEGER,
  may_repeat INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (crawler, folder, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE sent (
  crawler INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  path TEXT NOT NULL,
  item_id TEXT NOT NULL,
  target TEXT NOT NULL,
  PRIMARY KEY (crawler, sha256, path)
) STRICT, WITHOUT ROWID;

CREATE INDEX files_to_judge ON files (crawler, fresh_ready, fresh_mtime_ms) WHERE fresh_ready IS NOT NULL;
CREATE INDEX files_to_retry ON files (crawler, retry_ms) WHERE retry_ms IS NOT NULL;
CREATE INDEX files_by_state ON files (crawler, state) WHERE state IN ('invalid','asks','queued');
`,
];

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
  `
ALTER TABLE files ADD COLUMN may_edit INTEGER NOT NULL DEFAULT 0;

CREATE TABLE settled (
  crawler INTEGER NOT NULL,
  folder TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (crawler, folder)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER files_inserted AFTER INSERT ON files BEGIN
  DELETE FROM settled WHERE crawler = new.crawler AND folder = new.folder;
END;
CREATE TRIGGER files_updated AFTER UPDATE ON files BEGIN
  DELETE FROM settled WHERE crawler = new.crawler AND folder = new.folder;
END;
CREATE TRIGGER files_deleted AFTER DELETE ON files BEGIN
  DELETE FROM settled WHERE crawler = old.crawler AND folder = old.folder;
END;
`,
  'ALTER TABLE crawlers ADD COLUMN last_put TEXT;',
];

export const sql = `
CREATE TABLE connections (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  url TEXT NOT NULL,
  user TEXT NOT NULL,
  options TEXT NOT NULL,
  is_demo INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('queued','running','waiting','paused','needs-you','succeeded','failed','cancelled')),
  attempt INTEGER NOT NULL,
  phase TEXT,
  done REAL NOT NULL,
  total REAL,
  unit TEXT,
  input TEXT NOT NULL,
  checkpoint TEXT,
  retry_at_ms INTEGER,
  created_ms INTEGER NOT NULL,
  started_ms INTEGER,
  ended_ms INTEGER,
  error TEXT,
  question TEXT,
  answer TEXT,
  result TEXT
) STRICT;

CREATE TABLE undo_entries (
  id TEXT PRIMARY KEY,
  connection_id TEXT NOT NULL,
  payload TEXT NOT NULL,
  created_ms INTEGER NOT NULL
) STRICT;
`;

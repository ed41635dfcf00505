export const sql = `
CREATE TABLE collections (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  notes TEXT NOT NULL,
  tags TEXT NOT NULL,
  colour TEXT NOT NULL,
  position REAL NOT NULL,
  created_ms INTEGER NOT NULL,
  changed_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE collection_items (
  id TEXT PRIMARY KEY,
  collection_id TEXT NOT NULL REFERENCES collections (id),
  thing_key TEXT NOT NULL,
  thing TEXT NOT NULL,
  origin TEXT NOT NULL,
  title TEXT NOT NULL,
  as_of_ms INTEGER,
  note TEXT NOT NULL,
  tags TEXT NOT NULL,
  added_ms INTEGER NOT NULL,
  position REAL NOT NULL,
  UNIQUE (collection_id, thing_key)
) STRICT;

CREATE INDEX collection_items_by_position ON collection_items (collection_id, position, added_ms, id);
CREATE INDEX collection_items_by_thing ON collection_items (thing_key);

-- What was done to collections, so that it can be undone and made again.
CREATE TABLE collection_steps (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  made_ms INTEGER NOT NULL,
  label TEXT NOT NULL,
  change TEXT NOT NULL,
  undone INTEGER
) STRICT;
`;

export const sql = `
CREATE TABLE facts (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE items (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
  ended_ms INTEGER,
  item_order TEXT NOT NULL,
  payload TEXT NOT NULL,
  fixed_sum INTEGER NOT NULL,
  progress TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  sum INTEGER NOT NULL
) STRICT;
CREATE INDEX items_open ON items (number) WHERE is_open = 1;
CREATE INDEX items_ended ON items (ended_ms) WHERE ended_ms IS NOT NULL;

CREATE TABLE records (
  space TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  sum INTEGER NOT NULL,
  PRIMARY KEY (space, key)
) STRICT, WITHOUT ROWID;
`;

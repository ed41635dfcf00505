/**
 * `digest` covers all other columns but the last use, so that a damaged row is noticed before its value is shown.
 * `upkeep` knows when the whole file was looked at.
 */
export const sql = `
CREATE TABLE answers (
  site TEXT NOT NULL,
  request TEXT NOT NULL,
  body BLOB NOT NULL,
  fetched_at_ms INTEGER NOT NULL,
  validator TEXT,
  parser_version INTEGER NOT NULL,
  digest BLOB NOT NULL,
  used_at_ms INTEGER NOT NULL,
  PRIMARY KEY (site, request)
) STRICT, WITHOUT ROWID;
CREATE INDEX answers_by_use ON answers (used_at_ms);

CREATE TABLE upkeep (
  name TEXT PRIMARY KEY,
  at_ms INTEGER NOT NULL
) STRICT;
`;

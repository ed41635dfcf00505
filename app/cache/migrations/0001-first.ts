/** `digest` covers all other columns but the last use, so that a damaged row is noticed before its value is shown. */
export const sql = `
CREATE TABLE answers (
  site TEXT NOT NULL,
  request TEXT NOT NULL,
  body BLOB NOT NULL,
  fetched_at_ms INTEGER NOT NULL,
  parser_version INTEGER NOT NULL,
  digest BLOB NOT NULL,
  used_at_ms INTEGER NOT NULL,
  PRIMARY KEY (site, request)
) STRICT, WITHOUT ROWID;
CREATE INDEX answers_by_use ON answers (used_at_ms);
`;

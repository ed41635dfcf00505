export const sql = `
CREATE TABLE workspaces (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  layout TEXT NOT NULL,
  saved_ms INTEGER NOT NULL
) STRICT;
`;

export const sql = `
CREATE TABLE crawlers (
  file TEXT PRIMARY KEY,
  times TEXT,
  planned_ms INTEGER NOT NULL,
  computer TEXT,
  since_ms INTEGER,
  last_job TEXT,
  last_start_ms INTEGER
) STRICT;
`;

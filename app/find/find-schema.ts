/** Raised whenever tables, kinds or the folding of texts change: the index is then made again. */
export const indexVersion = 1;

/**
 * `names` holds the words of titles, `texts` those of everything; both keep words and row numbers only (the texts
 * themselves are in `things`), which makes them small and all words prefixes. `words` are the known ones, by whose
 * trigrams a typing error is recognised.
 */
export const schema = `
CREATE TABLE sites (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE sources (
  id INTEGER PRIMARY KEY,
  site INTEGER NOT NULL,
  request TEXT NOT NULL,
  as_of_ms INTEGER NOT NULL,
  UNIQUE (site, request)
) STRICT;
CREATE TABLE things (
  id INTEGER PRIMARY KEY,
  key BLOB NOT NULL UNIQUE,
  site INTEGER NOT NULL,
  title TEXT NOT NULL,
  detail TEXT NOT NULL,
  notes TEXT NOT NULL,
  address TEXT NOT NULL,
  as_of_ms INTEGER NOT NULL,
  owner INTEGER NOT NULL,
  fullness INTEGER NOT NULL,
  digest INTEGER NOT NULL
) STRICT;
CREATE TABLE mentions (source INTEGER NOT NULL, thing INTEGER NOT NULL, PRIMARY KEY (source, thing)) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_of_thing ON mentions (thing);
CREATE VIRTUAL TABLE names USING fts5(
  words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3 4', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE texts USING fts5(
  words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3 4', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT;
CREATE VIRTUAL TABLE trigrams USING fts5(word, content = '', detail = none, tokenize = 'trigram');
CREATE TABLE upkeep (name TEXT PRIMARY KEY, at_ms INTEGER NOT NULL) STRICT;
PRAGMA user_version = ${indexVersion};
`;

/** Raised whenever tables, kinds or the folding of texts change: the index is then made again. */
export const indexVersion = 2;

/**
 * Beginnings of so many letters have lists of things of their own. Those between and behind them are put together from
 * these and from `terms`, because FTS5 would collect and sort all things below any other beginning before the first.
 */
export const prefixLengths: readonly number[] = [2, 4, 6, 8];

/** A sign of words in the index that no text has: it joins and ends the words of a whole title. */
export const titleSign = '_';

const listsOfWords = `
  content = '', columnsize = 0, detail = none, prefix = '${prefixLengths.join(' ')}',
  tokenize = "ascii tokenchars '${titleSign}'"
`;

/**
 * `names` holds the words of titles, `texts` those of everything; both keep words and row numbers only (the texts
 * themselves are in `things`), which makes them small and all words prefixes; what is taken out has to be told to them.
 * Words come folded, so that the tokenizer has only to cut at spaces. `terms` are all words in order;
 * `words` are those by whose trigrams a typing error is recognised.
 *
 * Rows of `things` are numbered as they come, so that its pages are full; those of `names` and `texts` by kind.
 * Addresses of many things begin alike, up to their last slash: that is their root.
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
CREATE TABLE roots (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE things (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key BLOB NOT NULL UNIQUE,
  kind INTEGER NOT NULL,
  site INTEGER NOT NULL,
  as_of_ms INTEGER NOT NULL,
  owner INTEGER NOT NULL,
  fullness INTEGER NOT NULL,
  digest INTEGER NOT NULL,
  root INTEGER NOT NULL,
  leaf TEXT NOT NULL,
  title TEXT NOT NULL,
  detail TEXT NOT NULL,
  notes TEXT NOT NULL
) STRICT;
CREATE TABLE mentions (source INTEGER NOT NULL, thing INTEGER NOT NULL, PRIMARY KEY (source, thing)) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_of_thing ON mentions (thing);
CREATE VIRTUAL TABLE names USING fts5(words, ${listsOfWords});
CREATE VIRTUAL TABLE texts USING fts5(words, ${listsOfWords});
CREATE TABLE terms (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT;
CREATE VIRTUAL TABLE trigrams USING fts5(word, content = '', detail = none, columnsize = 0, tokenize = 'trigram');
CREATE TABLE upkeep (name TEXT PRIMARY KEY, at_ms INTEGER NOT NULL) STRICT;
PRAGMA user_version = ${indexVersion};
`;

import type { Database } from 'better-sqlite3';
import { type FoundKind, foundKinds } from '../domain/found.ts';
import type { FoundCount, FoundThing, SearchAsked, SearchFound } from './find-api.ts';
import { KnownWords } from './known-words.ts';
import { excerptOf, marksOf } from './mark-words.ts';
import { parseWish } from './parse-wish.ts';
import { compareRanked, type Ranked, score } from './rank.ts';
import { allIds, digestOf, idRange, indexedWords, keyOf, kindOfId, siteWord, type ThingRow } from './thing-row.ts';

/** So many of each sort are looked at for the best; the others are only counted. */
const mostCandidates = 120;
const mostExact = 50;
const mostCounted = 10_000;
const mostCountedPerFacet = 1000;
const fewHits = 3;

/** For each word that was typed, the words of which one must begin a word of the thing. */
type Groups = readonly (readonly string[])[];
type Range = { from: number; to: number };
type Row = ThingRow & { site_name: string };
type Candidate = Ranked & { row: Row };
type Found = Omit<SearchFound, 'generation'>;

/** A row is not what was written; the whole index is then begun anew. */
export class DamagedRowError extends Error {
  override readonly name = 'DamagedRowError';
}

/** Reads the index. */
export class ThingSearch {
  private readonly words: KnownWords;
  private readonly sql: ReturnType<typeof statements>;

  constructor(database: Database) {
    this.words = new KnownWords(database);
    this.sql = statements(database);
  }

  search(asked: SearchAsked): Found {
    const { words, whole } = parseWish(asked.text);
    if (words.length === 0) return this.recent(asked);
    const plain = this.find(
      asked,
      words.map((word) => [word]),
      whole,
    );
    if (plain.total >= fewHits) return plain;
    const readAs = words
      .filter((word) => !this.isKnown(word))
      .map((typed) => ({ typed, words: this.words.near(typed) }));
    if (readAs.length === 0 || readAs.some((one) => one.words.length === 0)) return plain;
    const meant = new Map(readAs.map((one) => [one.typed, one.words]));
    const found = this.find(
      asked,
      words.map((word) => meant.get(word) ?? [word]),
      whole,
    );
    return found.total === 0 ? plain : { ...found, readAs };
  }

  private find(asked: SearchAsked, groups: Groups, whole: string): Found {
    const anywhere = groups.map((group) => `(${group.map(beginning).join(' OR ')})`).join(' AND ');
    const expression = `${anywhere}${this.atSites(asked.sites)}`;
    const ranges = asked.kinds.length === 0 ? [allIds] : asked.kinds.map(idRange);
    const words = groups.flat();
    const opened = this.openedIds(asked.opened);
    const ids = this.candidateIds(expression, groups, ranges, Math.max(mostCandidates, asked.limit));
    for (const id of opened.keys()) if (!ids.has(id) && this.fits(id, groups)) ids.add(id);
    const hits = [...ids]
      .flatMap((id) => this.candidate(id, opened) ?? [])
      .filter(({ row, kind }) => isAsked(asked, row, kind))
      .map((thing) => ({ thing, score: score({ words, whole }, thing) }))
      .toSorted(compareRanked)
      .slice(0, asked.limit)
      .map(({ thing }) => hitOf(thing, words));
    const counts = ranges.map(
      (range) => this.sql.countTexts.get(expression, range.from, range.to, mostCounted + 1)?.n ?? 0,
    );
    const total = counts.reduce((sum, count) => sum + count, 0);
    return {
      ...{ hits, readAs: [], total: Math.min(total, mostCounted), isMore: total > mostCounted },
      ...(asked.facets ? this.facets(anywhere) : { kinds: [], sites: [] }),
    };
  }

  /** Whole names first, as they may lie behind many that only begin like them. */
  private candidateIds(expression: string, groups: Groups, ranges: readonly Range[], most: number): Set<number> {
    const exact = groups.map((group) => `(${group.map(exactly).join(' OR ')})`).join(' AND ');
    const ids = new Set<number>();
    for (const { from, to } of ranges) {
      for (const id of this.sql.names.all(exact, from, to, mostExact)) ids.add(id);
      const byName = this.sql.names.all(expression, from, to, most);
      for (const id of byName) ids.add(id);
      if (byName.length < most) for (const id of this.sql.texts.all(expression, from, to, most)) ids.add(id);
    }
    return ids;
  }

  private recent(asked: SearchAsked): Found {
    const opened = this.openedIds(asked.opened);
    const hits = [...opened.keys()]
      .flatMap((id) => this.candidate(id, opened) ?? [])
      .filter(({ row, kind }) => isAsked(asked, row, kind))
      .slice(0, asked.limit)
      .map((thing) => hitOf(thing, []));
    return { hits, total: hits.length, isMore: false, readAs: [], kinds: [], sites: [] };
  }

  /** Each with its place among those that were opened lately. */
  private openedIds(addresses: readonly string[]): Map<number, number> {
    const ids = addresses.map((address) => this.sql.idOfKey.get(keyOf('', { part: '', address })));
    return new Map(ids.flatMap((id, place) => (id === undefined ? [] : [[id, place] as const])));
  }

  private fits(id: number, groups: Groups): boolean {
    const row = this.sql.row.get(id);
    if (row === undefined) return false;
    const { texts } = indexedWords(row);
    return groups.every((group) => group.some((word) => texts.some((one) => one.startsWith(word))));
  }

  private candidate(id: number, opened: ReadonlyMap<number, number>): Candidate | undefined {
    const [row, kind] = [this.sql.row.get(id), kindOfId(id)];
    // The index of words may know a row that is gone; that is no loss.
    if (row === undefined || kind === undefined) return undefined;
    return { kind, title: row.title, asOfMs: row.as_of_ms, openedPlace: opened.get(id), row };
  }

  private isKnown(word: string): boolean {
    return this.sql.texts.get(beginning(word), allIds.from, allIds.to, 1) !== undefined;
  }

  private atSites(names: readonly string[]): string {
    if (names.length === 0) return '';
    const known = names.flatMap((name) => this.sql.site.get(name) ?? []);
    return ` AND (${[...known, 0].map(ofSite).join(' OR ')})`;
  }

  private facets(anywhere: string): Pick<SearchFound, 'kinds' | 'sites'> {
    const count = <Name>(name: Name, expression: string, { from, to }: Range): FoundCount<Name>[] => {
      const n = this.sql.countTexts.get(expression, from, to, mostCountedPerFacet + 1)?.n ?? 0;
      const isMore = n > mostCountedPerFacet;
      return n === 0 ? [] : [{ name, count: Math.min(n, mostCountedPerFacet), isMore }];
    };
    return {
      kinds: foundKinds.flatMap((kind) => count<FoundKind>(kind, anywhere, idRange(kind))),
      sites: this.sql.sites.all().flatMap(({ id, name }) => count(name, `${anywhere} AND ${ofSite(id)}`, allIds)),
    };
  }
}

function beginning(word: string): string {
  return `"${word}"*`;
}

function exactly(word: string): string {
  return `"${word}"`;
}

function ofSite(site: number): string {
  return exactly(siteWord(site));
}

function isAsked({ kinds, sites }: SearchAsked, row: Row, kind: FoundKind): boolean {
  return (kinds.length === 0 || kinds.includes(kind)) && (sites.length === 0 || sites.includes(row.site_name));
}

function hitOf({ row, kind }: Candidate, words: readonly string[]): FoundThing {
  if (digestOf(row) !== row.digest) throw new DamagedRowError('A row of the search index is damaged.');
  const titleMarks = marksOf(row.title, words);
  const shown = `${row.title} ${row.detail}`;
  const isTold = words.every((word) => marksOf(shown, [word]).length > 0);
  return {
    ...{
      id: String(row.id),
      kind,
      site: row.site_name,
      title: row.title,
      titleMarks,
      detail: row.detail,
      address: row.address,
    },
    excerpt: isTold
      ? null
      : excerptOf(
          row.notes,
          words.filter((word) => marksOf(shown, [word]).length === 0),
        ),
    asOfMs: row.as_of_ms,
  };
}

function statements(database: Database) {
  const ids = (table: string) =>
    database
      .prepare<[string, number, number, number], number>(
        `SELECT rowid FROM ${table} WHERE ${table} MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?`,
      )
      .pluck();
  return {
    names: ids('names'),
    texts: ids('texts'),
    countTexts: database.prepare<[string, number, number, number], { n: number }>(
      'SELECT count(*) AS n FROM (SELECT rowid FROM texts WHERE texts MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?)',
    ),
    row: database.prepare<[number], Row>(
      'SELECT things.*, sites.name AS site_name FROM things JOIN sites ON sites.id = things.site WHERE things.id = ?',
    ),
    idOfKey: database.prepare<[Buffer], number>('SELECT id FROM things WHERE key = ?').pluck(),
    site: database.prepare<[string], number>('SELECT id FROM sites WHERE name = ?').pluck(),
    sites: database.prepare<[], { id: number; name: string }>('SELECT id, name FROM sites'),
  };
}

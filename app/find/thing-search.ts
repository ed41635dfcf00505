import type { Database } from 'better-sqlite3';
import { wordPlaces, wordsOf } from '../domain/fold-text.ts';
import { type FoundKind, foundKinds } from '../domain/found.ts';
import type { FoundCount, FoundThing, SearchAsked, SearchFound } from './find-api.ts';
import { KnownWords } from './known-words.ts';
import { excerptOf, marksOf } from './mark-words.ts';
import { parseWish } from './parse-wish.ts';
import { compareRanked, type Ranked, score } from './rank.ts';
import {
  allRanks,
  checked,
  DamagedRowError,
  idOfRank,
  indexedWords,
  keyOf,
  kindOfRank,
  ranksOf,
  siteWord,
  type ThingRow,
  thingColumns,
  titleWord,
} from './thing-row.ts';
import { WordBeginnings, wholeWord } from './word-beginnings.ts';

/** So many of each sort are looked at for the best; the others are only counted. */
const mostCandidates = 120;
const mostExact = 50;
const mostCounted = 1000;
const mostRemembered = 200;
const fewHits = 3;

/** For each word that was typed, the words of which one must begin a word of the thing. */
type Groups = readonly (readonly string[])[];
type Range = { from: number; to: number };
type SlimRow = [id: number, kind: number, site: number, title: string, asOfMs: number];
type Candidate = Ranked & { id: number; site: string };
type Found = Omit<SearchFound, 'generation'>;

const nothing: Found = { hits: [], total: 0, isMore: false, readAs: [], kinds: [], sites: [] };

/** Reads the index. */
export class ThingSearch {
  private readonly words: KnownWords;
  private readonly beginnings: WordBeginnings;
  private readonly sql: ReturnType<typeof statements>;
  /** Words of things that were opened lately. */
  private readonly remembered = new Map<number, { digest: number; words: readonly string[] }>();

  constructor(database: Database) {
    this.words = new KnownWords(database);
    this.beginnings = new WordBeginnings(database);
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
    const parts = groups.map((group) => this.beginnings.expression(group));
    if (parts.includes(undefined)) return nothing;
    const anywhere = parts.join(' AND ');
    const expression = `${anywhere}${this.atSites(asked.sites)}`;
    const ranges = asked.kinds.length === 0 ? [allRanks] : asked.kinds.map(ranksOf);
    const words = groups.flat();
    const opened = this.openedPlaces(asked.opened);
    const exact = [wholeWord(titleWord(wordsOf(whole))), groups.map(anyWhole).join(' AND ')];
    const { ids, total } = this.candidates({ expression, exact }, ranges, Math.max(mostCandidates, asked.limit));
    for (const id of opened.keys()) if (!ids.has(id) && this.fits(id, groups)) ids.add(id);
    const hits = this.candidatesOf([...ids], opened)
      .filter((thing) => isAsked(asked, thing))
      .map((thing) => ({ thing, score: score({ words, whole }, thing) }))
      .toSorted(compareRanked)
      .slice(0, asked.limit)
      .map(({ thing }) => thing);
    return {
      ...{
        hits: this.hitsOf(hits, words),
        readAs: [],
        total: Math.min(total, mostCounted),
        isMore: total > mostCounted,
      },
      ...(asked.facets ? this.facets(anywhere) : { kinds: [], sites: [] }),
    };
  }

  /** Whole names first, as they may lie behind many that only begin like them. */
  private candidates(
    { expression, exact }: { expression: string; exact: readonly string[] },
    ranges: readonly Range[],
    most: number,
  ): { ids: Set<number>; total: number } {
    const ids = new Set<number>();
    let total = 0;
    for (const { from, to } of ranges) {
      const named = exact.flatMap((words) => this.sql.names.all(words, from, to, mostExact));
      const byName = this.sql.names.all(expression, from, to, most);
      const byText = this.sql.texts.all(expression, from, to, mostCounted + 1);
      total += byText.length;
      const others = byName.length < most ? byText.slice(0, most) : [];
      for (const rank of [...named, ...byName, ...others]) ids.add(idOfRank(rank));
    }
    return { ids, total };
  }

  private recent(asked: SearchAsked): Found {
    const opened = this.openedPlaces(asked.opened);
    const fitting = this.candidatesOf([...opened.keys()], opened)
      .filter((thing) => isAsked(asked, thing))
      .toSorted((a, b) => (a.openedPlace ?? 0) - (b.openedPlace ?? 0));
    return { ...nothing, hits: this.hitsOf(fitting.slice(0, asked.limit), []), total: fitting.length };
  }

  /** By the ids of things, their places among those that were opened lately. */
  private openedPlaces(addresses: readonly string[]): Map<number, number> {
    const ids = addresses.map((address) => this.sql.idOfKey.get(keyOf('', { part: '', address })));
    return new Map(ids.flatMap((id, place) => (id === undefined ? [] : [[id, place] as const])));
  }

  private fits(id: number, groups: Groups): boolean {
    const words = this.wordsOf(id);
    return groups.every((group) => group.some((word) => words.some((one) => one.startsWith(word))));
  }

  /** What was opened is looked at with each letter, and its notes may be long. */
  private wordsOf(id: number): readonly string[] {
    const digest = this.sql.digest.get(id);
    const remembered = this.remembered.get(id);
    if (remembered !== undefined && remembered.digest === digest) return remembered.words;
    const [row] = this.sql.rows.all(JSON.stringify([id]));
    if (row === undefined) return [];
    const words = indexedWords(row).texts;
    if (this.remembered.size >= mostRemembered) this.remembered.clear();
    this.remembered.set(id, { digest: row.digest, words });
    return words;
  }

  private candidatesOf(ids: readonly number[], opened: ReadonlyMap<number, number>): Candidate[] {
    const siteNames = new Map(this.sql.sites.all().map(({ id, name }) => [id, name]));
    // The index of words may know a row that is gone; that is no loss.
    return this.sql.slim.all(JSON.stringify(ids)).flatMap(([id, place, site, title, asOfMs]) => {
      const [kind, siteName] = [foundKinds[place], siteNames.get(site)];
      if (kind === undefined || siteName === undefined) return [];
      return [{ id, kind, site: siteName, title, asOfMs, openedPlace: opened.get(id) }];
    });
  }

  private hitsOf(things: readonly Candidate[], words: readonly string[]): FoundThing[] {
    const ids = JSON.stringify(things.map(({ id }) => id));
    const rows = new Map(this.sql.rows.all(ids).map((row) => [row.id, row]));
    return things.map((thing) => {
      const row = rows.get(thing.id);
      if (row === undefined) throw new DamagedRowError('A row of the search index is gone.');
      return hitOf(thing, checked(row), words);
    });
  }

  private isKnown(word: string): boolean {
    const expression = this.beginnings.expression([word]);
    if (expression === undefined) return false;
    return this.sql.texts.get(expression, allRanks.from, allRanks.to, 1) !== undefined;
  }

  private atSites(names: readonly string[]): string {
    if (names.length === 0) return '';
    const known = names.flatMap((name) => this.sql.site.get(name) ?? []);
    return ` AND (${[...known, 0].map(ofSite).join(' OR ')})`;
  }

  private facets(anywhere: string): Pick<SearchFound, 'kinds' | 'sites'> {
    const sites = this.sql.sites.all().map(({ id, name }) => {
      const ranks = this.sql.texts.all(`${anywhere} AND ${ofSite(id)}`, allRanks.from, allRanks.to, mostCounted + 1);
      return counted(name, ranks.length);
    });
    return { kinds: this.kindCounts(anywhere), sites: sites.filter(({ count }) => count > 0) };
  }

  /** From both ends of the index to the middle: to reach a kind, all that lies before it is passed one by one. */
  private kindCounts(anywhere: string): FoundCount<FoundKind>[] {
    const counts = new Map<FoundKind, number>();
    let { from, to } = allRanks;
    for (let isFromEnd = true; from <= to; isFromEnd = !isFromEnd) {
      const list = isFromEnd ? this.sql.texts : this.sql.textsFromStart;
      const ranks = list.all(anywhere, from, to, mostCounted + 1);
      const kind = ranks[0] === undefined ? undefined : kindOfRank(ranks[0]);
      if (kind === undefined) break;
      const range = ranksOf(kind);
      counts.set(kind, ranks.filter((rank) => rank >= range.from && rank <= range.to).length);
      if (isFromEnd) to = range.from - 1;
      else from = range.to + 1;
    }
    return foundKinds.map((kind) => counted(kind, counts.get(kind) ?? 0)).filter(({ count }) => count > 0);
  }
}

function counted<Name>(name: Name, count: number): FoundCount<Name> {
  return { name, count: Math.min(count, mostCounted), isMore: count > mostCounted };
}

function anyWhole(group: readonly string[]): string {
  return `(${group.map(wholeWord).join(' OR ')})`;
}

function ofSite(site: number): string {
  return wholeWord(siteWord(site));
}

function hitOf({ id, kind, site, title }: Candidate, row: ThingRow, words: readonly string[]): FoundThing {
  const places = wordPlaces(`${title} ${row.detail}`);
  const untold = words.filter((word) => !places.some((place) => place.word.startsWith(word)));
  return {
    ...{ id: String(id), kind, site, title, titleMarks: marksOf(title, words), detail: row.detail },
    ...{ excerpt: untold.length === 0 ? null : excerptOf(row.notes, untold) },
    ...{ address: row.address, asOfMs: row.as_of_ms },
  };
}

function isAsked({ kinds, sites }: SearchAsked, { kind, site }: Candidate): boolean {
  return (kinds.length === 0 || kinds.includes(kind)) && (sites.length === 0 || sites.includes(site));
}

function statements(database: Database) {
  const ids = (table: string, order: 'ASC' | 'DESC') =>
    database
      .prepare<[string, number, number, number], number>(
        `SELECT rowid FROM ${table} WHERE ${table} MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid ${order} LIMIT ?`,
      )
      .pluck();
  return {
    names: ids('names', 'DESC'),
    texts: ids('texts', 'DESC'),
    textsFromStart: ids('texts', 'ASC'),
    rows: database.prepare<[string], ThingRow>(
      `SELECT ${thingColumns} FROM things JOIN roots ON roots.id = root
       WHERE things.id IN (SELECT value FROM json_each(?))`,
    ),
    digest: database.prepare<[number], number>('SELECT digest FROM things WHERE id = ?').pluck(),
    // As lists: to prepare objects takes longer than to read.
    slim: database
      .prepare<[string], SlimRow>(
        'SELECT id, kind, site, title, as_of_ms FROM things WHERE id IN (SELECT value FROM json_each(?))',
      )
      .raw(),
    idOfKey: database.prepare<[Buffer], number>('SELECT id FROM things WHERE key = ?').pluck(),
    site: database.prepare<[string], number>('SELECT id FROM sites WHERE name = ?').pluck(),
    sites: database.prepare<[], { id: number; name: string }>('SELECT id, name FROM sites'),
  };
}

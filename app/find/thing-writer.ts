import type { Database } from 'better-sqlite3';
import { wordsOf } from '../domain/fold-text.ts';
import { foundKinds, type Thing } from '../domain/found.ts';
import type { SourceName, SourceStamp } from './find-api.ts';
import { KnownWords } from './known-words.ts';
import {
  checked,
  digestOf,
  indexedWords,
  keyOf,
  rankOf,
  siteWord,
  type ThingRow,
  type ThingTexts,
  thingColumns,
  titleWord,
} from './thing-row.ts';

const mostRemembered = 1000;

/** What decides the words of a thing in the index. */
interface Indexed {
  /** Its number there. */
  rank: number;
  texts: ThingTexts;
  site: number;
}

/** A thing whose words are not yet in the index; `before` are those that are. */
interface Fresh extends Indexed {
  before: Indexed | null;
}

/** One thing as a source tells of it. */
interface Told {
  thing: Thing;
  site: string;
  siteId: number;
  source: number;
  asOfMs: number;
}

type StoredTexts = Omit<ThingTexts, 'address'> & { root: number; leaf: string; digest: number };

/** Writes things and the words by which they are found. Several answers may tell of one thing. */
export class ThingWriter {
  private readonly words: KnownWords;
  private readonly sql: ReturnType<typeof statements>;
  /** By their ids. */
  private readonly fresh = new Map<number, Fresh>();
  private readonly roots = new Map<string, number>();

  constructor(database: Database) {
    this.words = new KnownWords(database);
    this.sql = statements(database);
  }

  /** Replaces what the source told of before. What is new is found after `finish`. */
  replace({ site, request, asOfMs }: SourceStamp, things: readonly Thing[]): void {
    const siteId = this.siteId(site);
    const source = Number(this.sql.putSource.get(siteId, request, asOfMs));
    const before = new Set(this.sql.mentioned.all(source));
    for (const thing of things) {
      const id = this.put({ thing, site, siteId, source, asOfMs });
      before.delete(id);
      this.sql.mention.run(source, id);
    }
    for (const id of before) this.unmention(source, id);
  }

  /**
   * Writes the words of all that was put since: rows that come in order are kept in memory until the end of the
   * transaction, each step back would be written at once.
   */
  finish(): void {
    for (const one of [...this.fresh.values()].toSorted((a, b) => a.rank - b.rank)) this.index(one);
    this.fresh.clear();
  }

  /** To be called where a transaction was undone. */
  giveUp(): void {
    this.fresh.clear();
    this.roots.clear();
    this.words.forgetSeen();
  }

  /** How many things the requests tell of whose name starts with the prefix. */
  countOf(site: string, prefix: string): number {
    return this.sql.countOf.get(this.siteId(site), prefix.length, prefix)?.count ?? 0;
  }

  forget(site: string, prefix: string): void {
    for (const { id } of this.sql.sourcesLike.all(this.siteId(site), prefix.length, prefix)) this.drop(id);
  }

  forgetSource({ site, request }: SourceName): void {
    const source = this.sql.source.get(this.siteId(site), request);
    if (source !== undefined) this.drop(source.id);
  }

  private put({ thing, site, siteId, source, asOfMs }: Told): number {
    const { title, detail, notes, address, fullness } = thing;
    const texts = { title, detail, notes, address };
    const [key, kind] = [keyOf(site, thing), foundKinds.indexOf(thing.kind)];
    const row = { ...this.stored(texts), kind, site: siteId, asOfMs, owner: source, fullness };
    const known = this.sql.byKey.get(key);
    if (known === undefined) {
      const id = Number(this.sql.insert.run({ ...row, key }).lastInsertRowid);
      this.fresh.set(id, { rank: rankOf(kind, id), texts, site: siteId, before: null });
      return id;
    }
    const [id, kindBefore, siteBefore, owner, fullnessBefore, digest] = known;
    if (kindBefore === kind && fullnessBefore > fullness && owner !== source) return id;
    if (kindBefore !== kind || siteBefore !== siteId || digest !== row.digest)
      this.renew(id, { rank: rankOf(kind, id), texts, site: siteId });
    this.sql.update.run({ ...row, id });
    return id;
  }

  /** To be called before the row is changed. It may be changed twice before its words are written. */
  private renew(id: number, now: Indexed): void {
    this.fresh.set(id, { ...now, before: this.indexed(id) });
  }

  private indexed(id: number): Indexed | null {
    const waiting = this.fresh.get(id);
    if (waiting !== undefined) return waiting.before;
    const row = this.sql.byId.get(id);
    return row === undefined ? null : { rank: rankOf(row.kind, id), texts: checked(row), site: row.site };
  }

  /** The texts of a row as they lie in the table. */
  private stored(texts: ThingTexts): StoredTexts {
    const { address, ...others } = texts;
    const end = address.lastIndexOf('/') + 1;
    return { ...others, root: this.rootId(address.slice(0, end)), leaf: address.slice(end), digest: digestOf(texts) };
  }

  private index({ before, ...now }: Fresh): void {
    if (before !== null) this.dropWords(before);
    const { names, texts, learnt } = listedWords(now);
    this.sql.addName.run(now.rank, names);
    this.sql.addText.run(now.rank, texts);
    this.words.learn(learnt);
  }

  /** The index knows no texts, so it is told which words to take out. */
  private dropWords(before: Indexed): void {
    const { names, texts } = listedWords(before);
    this.sql.dropName.run(before.rank, names);
    this.sql.dropText.run(before.rank, texts);
  }

  private drop(source: number): void {
    for (const thing of this.sql.mentioned.all(source)) this.unmention(source, thing);
    this.sql.dropSource.run(source);
  }

  /** A thing that others tell of stays, but what this source alone knew of it goes. */
  private unmention(source: number, id: number): void {
    this.sql.dropMention.run(source, id);
    if (this.sql.isMentioned.get(id) === undefined) {
      this.remove(id);
      return;
    }
    const row = this.sql.byId.get(id);
    if (row?.owner !== source) return;
    const { kind, site, title, address, as_of_ms: asOfMs } = row;
    const texts = { title, detail: '', notes: '', address };
    this.renew(id, { rank: rankOf(kind, id), texts, site });
    this.sql.update.run({ ...this.stored(texts), kind, site, asOfMs, owner: 0, fullness: 0, id });
  }

  private remove(id: number): void {
    const before = this.indexed(id);
    this.fresh.delete(id);
    if (before !== null) this.dropWords(before);
    this.sql.dropMentions.run(id);
    this.sql.dropThing.run(id);
  }

  private rootId(text: string): number {
    const known = this.roots.get(text) ?? Number(this.sql.root.get(text));
    if (this.roots.size >= mostRemembered) this.roots.clear();
    this.roots.set(text, known);
    return known;
  }

  private siteId(name: string): number {
    return Number(this.sql.site.get(name));
  }
}

function listedWords({ texts: row, site }: Indexed): { names: string; texts: string; learnt: string[] } {
  const { names, texts } = indexedWords(row);
  const ofSite = siteWord(site);
  return {
    names: [...names, titleWord(wordsOf(row.title)), ofSite].join(' '),
    texts: [...texts, ofSite].join(' '),
    learnt: texts,
  };
}

type KnownRow = [id: number, kind: number, site: number, owner: number, fullness: number, digest: number];

/** Numbers and lists where it matters: to prepare objects takes longer than to read a row. */
function statements(database: Database) {
  const prepare = <In extends unknown[] | object, Out = unknown>(sql: string) => database.prepare<In, Out>(sql);
  return {
    site: prepare<[string], number>(
      'INSERT INTO sites (name) VALUES (?) ON CONFLICT DO UPDATE SET name = name RETURNING id',
    ).pluck(),
    root: prepare<[string], number>(
      'INSERT INTO roots (text) VALUES (?) ON CONFLICT DO UPDATE SET text = text RETURNING id',
    ).pluck(),
    putSource: prepare<[number, string, number], number>(
      `INSERT INTO sources (site, request, as_of_ms) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET as_of_ms = excluded.as_of_ms RETURNING id`,
    ).pluck(),
    source: prepare<[number, string], { id: number }>('SELECT id FROM sources WHERE site = ? AND request = ?'),
    sourcesLike: prepare<[number, number, string], { id: number }>(
      'SELECT id FROM sources WHERE site = ? AND substr(request, 1, ?) = ?',
    ),
    countOf: prepare<[number, number, string], { count: number }>(
      `SELECT count(*) AS count FROM mentions JOIN sources ON sources.id = mentions.source
       WHERE sources.site = ? AND substr(sources.request, 1, ?) = ?`,
    ),
    dropSource: prepare<[number]>('DELETE FROM sources WHERE id = ?'),
    byKey: prepare<[Buffer], KnownRow>(
      'SELECT id, kind, site, owner, fullness, digest FROM things WHERE key = ?',
    ).raw(),
    byId: prepare<[number], ThingRow>(
      `SELECT ${thingColumns} FROM things JOIN roots ON roots.id = root WHERE things.id = ?`,
    ),
    insert: prepare<[object]>(
      `INSERT INTO things (key, kind, site, title, detail, notes, root, leaf, as_of_ms, owner, fullness, digest)
       VALUES (@key, @kind, @site, @title, @detail, @notes, @root, @leaf, @asOfMs, @owner, @fullness, @digest)`,
    ),
    update: prepare<[object]>(
      `UPDATE things SET kind = @kind, site = @site, title = @title, detail = @detail, notes = @notes, root = @root,
       leaf = @leaf, as_of_ms = @asOfMs, owner = @owner, fullness = @fullness, digest = @digest WHERE id = @id`,
    ),
    dropThing: prepare<[number]>('DELETE FROM things WHERE id = ?'),
    mentioned: prepare<[number], number>('SELECT thing FROM mentions WHERE source = ?').pluck(),
    isMentioned: prepare<[number], number>('SELECT 1 FROM mentions WHERE thing = ? LIMIT 1').pluck(),
    mention: prepare<[number, number]>('INSERT OR IGNORE INTO mentions (source, thing) VALUES (?, ?)'),
    dropMention: prepare<[number, number]>('DELETE FROM mentions WHERE source = ? AND thing = ?'),
    dropMentions: prepare<[number]>('DELETE FROM mentions WHERE thing = ?'),
    addName: prepare<[number, string]>('INSERT INTO names (rowid, words) VALUES (?, ?)'),
    addText: prepare<[number, string]>('INSERT INTO texts (rowid, words) VALUES (?, ?)'),
    dropName: prepare<[number, string]>("INSERT INTO names (names, rowid, words) VALUES ('delete', ?, ?)"),
    dropText: prepare<[number, string]>("INSERT INTO texts (texts, rowid, words) VALUES ('delete', ?, ?)"),
  };
}

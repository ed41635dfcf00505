import type { Database } from 'better-sqlite3';
import type { Thing } from '../domain/found.ts';
import type { SourceName, SourceStamp } from './find-api.ts';
import { KnownWords } from './known-words.ts';
import { digestOf, idRange, indexedWords, keyOf, siteWord, type ThingRow } from './thing-row.ts';

type Texts = Pick<ThingRow, 'title' | 'detail' | 'notes' | 'address'>;

/** A row whose words are not yet in the index. */
interface Fresh {
  id: number;
  texts: Texts;
  isNew: boolean;
}

/** Writes things and the words by which they are found. Several answers may tell of one thing. */
export class ThingWriter {
  private readonly words: KnownWords;
  private readonly sql: ReturnType<typeof statements>;

  constructor(database: Database) {
    this.words = new KnownWords(database);
    this.sql = statements(database);
  }

  /** Replaces what the source told of before; all or nothing. */
  replace({ site, request, asOfMs }: SourceStamp, things: readonly Thing[]): void {
    const siteId = this.siteId(site);
    const source = Number(this.sql.putSource.get(siteId, request, asOfMs)?.id);
    const before = new Set(this.sql.mentioned.all(source).map(({ thing }) => thing));
    const fresh: Fresh[] = [];
    for (const thing of things) {
      const id = this.put({ thing, site, siteId, source, asOfMs }, fresh);
      before.delete(id);
      this.sql.mention.run(source, id);
    }
    for (const id of before) this.unmention(source, id);
    // Rows that come in order are kept in memory until the end; each step back would be written at once.
    for (const one of fresh.toSorted((a, b) => a.id - b.id)) this.index(one, siteId);
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

  private put(
    {
      thing,
      site,
      siteId,
      source,
      asOfMs,
    }: { thing: Thing; site: string; siteId: number; source: number; asOfMs: number },
    fresh: Fresh[],
  ): number {
    const { title, detail, notes, address, fullness } = thing;
    const texts = { title, detail, notes, address };
    const key = keyOf(site, thing);
    const known = this.sql.byKey.get(key);
    const range = idRange(thing.kind);
    if (known !== undefined && known.id >= range.from && known.id <= range.to) {
      if (known.fullness > fullness && known.owner !== source) return known.id;
      const digest = digestOf(texts);
      this.sql.update.run({ ...texts, asOfMs, owner: source, fullness, digest, id: known.id });
      if (known.digest !== digest) fresh.push({ id: known.id, texts, isNew: false });
      return known.id;
    }
    if (known !== undefined) this.remove(known.id);
    const id = (this.sql.last.get(range.from, range.to)?.id ?? range.from) + 1;
    this.sql.insert.run({ ...texts, id, key, site: siteId, asOfMs, owner: source, fullness, digest: digestOf(texts) });
    fresh.push({ id, texts, isNew: true });
    return id;
  }

  private index({ id, texts: row, isNew }: Fresh, siteId: number): void {
    const { names, texts } = indexedWords(row);
    const site = siteWord(siteId);
    if (!isNew) {
      this.sql.dropName.run(id);
      this.sql.dropText.run(id);
    }
    this.sql.addName.run(id, [...names, site].join(' '));
    this.sql.addText.run(id, [...texts, site].join(' '));
    this.words.learn(texts);
  }

  private drop(source: number): void {
    for (const { thing } of this.sql.mentioned.all(source)) this.unmention(source, thing);
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
    const texts = { title: row.title, detail: '', notes: '', address: row.address };
    this.sql.update.run({ ...texts, asOfMs: row.as_of_ms, owner: 0, fullness: 0, digest: digestOf(texts), id });
    this.index({ id, texts, isNew: false }, row.site);
  }

  private remove(id: number): void {
    this.sql.dropMentions.run(id);
    this.sql.dropThing.run(id);
    this.sql.dropName.run(id);
    this.sql.dropText.run(id);
  }

  private siteId(name: string): number {
    return Number(this.sql.site.get(name)?.id);
  }
}

function statements(database: Database) {
  const prepare = <In extends unknown[] | object, Out = unknown>(sql: string) => database.prepare<In, Out>(sql);
  return {
    site: prepare<[string], { id: number }>(
      'INSERT INTO sites (name) VALUES (?) ON CONFLICT DO UPDATE SET name = name RETURNING id',
    ),
    putSource: prepare<[number, string, number], { id: number }>(
      `INSERT INTO sources (site, request, as_of_ms) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET as_of_ms = excluded.as_of_ms RETURNING id`,
    ),
    source: prepare<[number, string], { id: number }>('SELECT id FROM sources WHERE site = ? AND request = ?'),
    sourcesLike: prepare<[number, number, string], { id: number }>(
      'SELECT id FROM sources WHERE site = ? AND substr(request, 1, ?) = ?',
    ),
    countOf: prepare<[number, number, string], { count: number }>(
      `SELECT count(*) AS count FROM mentions JOIN sources ON sources.id = mentions.source
       WHERE sources.site = ? AND substr(sources.request, 1, ?) = ?`,
    ),
    dropSource: prepare<[number]>('DELETE FROM sources WHERE id = ?'),
    byKey: prepare<[Buffer], Pick<ThingRow, 'id' | 'owner' | 'fullness' | 'digest'>>(
      'SELECT id, owner, fullness, digest FROM things WHERE key = ?',
    ),
    byId: prepare<[number], ThingRow>('SELECT * FROM things WHERE id = ?'),
    last: prepare<[number, number], { id: number }>(
      'SELECT id FROM things WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1',
    ),
    insert: prepare<[object]>(
      `INSERT INTO things (id, key, site, title, detail, notes, address, as_of_ms, owner, fullness, digest)
       VALUES (@id, @key, @site, @title, @detail, @notes, @address, @asOfMs, @owner, @fullness, @digest)`,
    ),
    update: prepare<[object]>(
      `UPDATE things SET title = @title, detail = @detail, notes = @notes, address = @address, as_of_ms = @asOfMs,
       owner = @owner, fullness = @fullness, digest = @digest WHERE id = @id`,
    ),
    dropThing: prepare<[number]>('DELETE FROM things WHERE id = ?'),
    mentioned: prepare<[number], { thing: number }>('SELECT thing FROM mentions WHERE source = ?'),
    isMentioned: prepare<[number]>('SELECT 1 FROM mentions WHERE thing = ? LIMIT 1'),
    mention: prepare<[number, number]>('INSERT OR IGNORE INTO mentions (source, thing) VALUES (?, ?)'),
    dropMention: prepare<[number, number]>('DELETE FROM mentions WHERE source = ? AND thing = ?'),
    dropMentions: prepare<[number]>('DELETE FROM mentions WHERE thing = ?'),
    addName: prepare<[number, string]>('INSERT INTO names (rowid, words) VALUES (?, ?)'),
    addText: prepare<[number, string]>('INSERT INTO texts (rowid, words) VALUES (?, ?)'),
    dropName: prepare<[number]>('DELETE FROM names WHERE rowid = ?'),
    dropText: prepare<[number]>('DELETE FROM texts WHERE rowid = ?'),
  };
}

import type { Database, Statement } from 'better-sqlite3';
import { prefixDistance } from './edit-distance.ts';

/** Of these a typing error is recognised; numbers are never guessed at, as their neighbours are other things. */
const guessable = /^\p{L}{4,32}$/u;
const mostRemembered = 50_000;
const mostPerTrigram = 2000;
const mostCompared = 300;
const mostNear = 6;

/** All words of the index, for the ones that somebody may have meant. */
export class KnownWords {
  private readonly addTerm: Statement<[string]>;
  private readonly add: Statement<[string]>;
  private readonly addTrigrams: Statement<[number | bigint, string]>;
  private readonly withTrigram: Statement<[string], { rowid: number }>;
  private readonly byId: Statement<[number], { word: string }>;
  /** Spares the database most questions. */
  private readonly seen = new Set<string>();

  constructor(database: Database) {
    this.addTerm = database.prepare('INSERT OR IGNORE INTO terms (word) VALUES (?)');
    this.add = database.prepare('INSERT OR IGNORE INTO words (word) VALUES (?)');
    this.addTrigrams = database.prepare('INSERT INTO trigrams (rowid, word) VALUES (?, ?)');
    this.withTrigram = database.prepare(`SELECT rowid FROM trigrams WHERE trigrams MATCH ? LIMIT ${mostPerTrigram}`);
    this.byId = database.prepare('SELECT word FROM words WHERE id = ?');
  }

  learn(words: readonly string[]): void {
    for (const word of words) {
      if (this.seen.has(word)) continue;
      if (this.seen.size >= mostRemembered) this.seen.clear();
      this.seen.add(word);
      this.addTerm.run(word);
      if (!guessable.test(word)) continue;
      const { changes, lastInsertRowid } = this.add.run(word);
      if (changes > 0) this.addTrigrams.run(lastInsertRowid, word);
    }
  }

  /** What was learned last is not in the database after all. */
  forgetSeen(): void {
    this.seen.clear();
  }

  /** Known words that begin almost as it was typed, the nearest first; none for short words. */
  near(typed: string): string[] {
    if (!guessable.test(typed)) return [];
    const most = typed.length < 8 ? 1 : 2;
    return this.alike(typed)
      .map((word) => ({ word, distance: prefixDistance(typed, word, most) }))
      .filter(({ distance }) => distance <= most)
      .toSorted((a, b) => a.distance - b.distance || a.word.length - b.word.length)
      .slice(0, mostNear)
      .map(({ word }) => word);
  }

  /** Words that share the most trigrams. */
  private alike(typed: string): string[] {
    const shared = new Map<number, number>();
    for (let at = 0; at + 3 <= typed.length; at++) {
      for (const { rowid } of this.withTrigram.all(`"${typed.slice(at, at + 3)}"`))
        shared.set(rowid, (shared.get(rowid) ?? 0) + 1);
    }
    return [...shared]
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, mostCompared)
      .flatMap(([id]) => this.byId.get(id)?.word ?? []);
  }
}

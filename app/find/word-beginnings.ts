import type { Database, Statement } from 'better-sqlite3';
import { prefixLengths } from './find-schema.ts';

/** More parts than these take longer than to collect what lies below the beginning. */
const mostParts = 64;
/** Comes after all that begins with the text before it. */
const lastSign = '\u{10ffff}';

/** Turns beginnings of words into expressions of FTS5 that give their things one by one, the first ones at once. */
export class WordBeginnings {
  private readonly first: Statement<[string], string>;
  private readonly after: Statement<[string], string>;

  constructor(database: Database) {
    this.first = database.prepare<[string], string>('SELECT word FROM terms WHERE word >= ? LIMIT 1').pluck();
    this.after = database.prepare<[string], string>('SELECT word FROM terms WHERE word > ? LIMIT 1').pluck();
  }

  /** What finds the things with a word that begins with one of these; undefined where no known word does. */
  expression(beginnings: readonly string[]): string | undefined {
    const parts = beginnings.flatMap((beginning) => this.partsOf(beginning));
    return parts.length === 0 ? undefined : `(${parts.join(' OR ')})`;
  }

  private partsOf(beginning: string): string[] {
    const { length } = [...beginning];
    if (prefixLengths.includes(length)) return [anyWordFrom(beginning)];
    const longer = prefixLengths.find((one) => one > length) ?? Number.POSITIVE_INFINITY;
    const parts: string[] = [];
    let term = this.first.get(beginning);
    while (term?.startsWith(beginning)) {
      if (parts.length === mostParts) return [anyWordFrom(beginning)];
      const signs = [...term];
      const part = signs.slice(0, longer).join('');
      parts.push(signs.length < longer ? wholeWord(part) : anyWordFrom(part));
      term = this.after.get(signs.length < longer ? part : part + lastSign);
    }
    return parts;
  }
}

export function wholeWord(word: string): string {
  return `"${word}"`;
}

function anyWordFrom(beginning: string): string {
  return `"${beginning}"*`;
}

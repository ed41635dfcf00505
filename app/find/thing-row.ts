import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { nameWords, wordsOf } from '../domain/fold-text.ts';
import { type FoundKind, foundKinds, type Thing } from '../domain/found.ts';
import { titleSign } from './find-schema.ts';

export interface ThingRow {
  id: number;
  /** Place in the list of kinds. */
  kind: number;
  site: number;
  title: string;
  detail: string;
  notes: string;
  address: string;
  as_of_ms: number;
  owner: number;
  fullness: number;
  digest: number;
}

/** A row is not what was written; the whole index is then begun anew. */
export class DamagedRowError extends Error {
  override readonly name = 'DamagedRowError';
}

/** Of a row with its whole address. */
export const thingColumns = `things.id, kind, site, title, detail, notes, roots.text || leaf AS address,
  as_of_ms, owner, fullness, digest`;

const perKind = 2 ** 32;

/**
 * Number of a thing in the lists of words. Those of a kind lie together, those of the first kind last, so that a walk
 * from the end meets the best first, and among equals the newest.
 */
export function rankOf(kind: number, id: number): number {
  return (foundKinds.length - kind) * perKind + id;
}

export function idOfRank(rank: number): number {
  return rank % perKind;
}

export function kindOfRank(rank: number): FoundKind | undefined {
  return foundKinds[foundKinds.length - Math.floor(rank / perKind)];
}

export function ranksOf(kind: FoundKind): { from: number; to: number } {
  const from = rankOf(foundKinds.indexOf(kind), 0);
  return { from, to: from + perKind - 1 };
}

export const allRanks = { from: 0, to: (foundKinds.length + 1) * perKind };

/** Equal for two answers that tell of the same thing. */
export function keyOf(site: string, { part, address }: Pick<Thing, 'part' | 'address'>): Buffer {
  return createHash('sha256')
    .update(part === '' ? address : `${site}\n${part}`)
    .digest()
    .subarray(0, 8);
}

export type ThingTexts = Pick<ThingRow, 'title' | 'detail' | 'notes' | 'address'>;

/** Over what is shown: a flipped bit must not lead a name elsewhere. */
export function digestOf({ title, detail, notes, address }: ThingTexts): number {
  return crc32([title, detail, notes, address].join('\0'));
}

/** @throws DamagedRowError if the row is not what was written. */
export function checked(row: ThingRow): ThingRow {
  if (digestOf(row) !== row.digest) throw new DamagedRowError('A row of the search index is damaged.');
  return row;
}

/** A word of its own, from the signs that no text uses, by which the things of a site are told from others. */
export function siteWord(site: number): string {
  return String.fromCodePoint(0xe000 + (site % 0x1900));
}

/** What is found by these words in names alone, and in all texts. */
export function indexedWords({ title, detail, notes }: Omit<ThingTexts, 'address'>): {
  names: string[];
  texts: string[];
} {
  const names = [...new Set(nameWords(title))];
  return { names, texts: [...new Set([...names, ...nameWords(detail), ...wordsOf(notes)])] };
}

/** One word for a whole title, however many things have some of its words. */
export function titleWord(words: readonly string[]): string {
  return words.map((word) => word + titleSign).join('');
}

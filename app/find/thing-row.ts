import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type FoundKind, foundKinds, type Thing } from '../domain/found.ts';
import { nameWords, wordsOf } from './fold-text.ts';

export interface ThingRow {
  id: number;
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

const perKind = 2 ** 32;

/** Rows of a kind lie together, those of the first kind last, so that a walk from the end meets the best first. */
export function idRange(kind: FoundKind): { from: number; to: number } {
  const from = (foundKinds.length - foundKinds.indexOf(kind)) * perKind;
  return { from, to: from + perKind - 1 };
}

export const allIds = { from: 0, to: (foundKinds.length + 1) * perKind };

export function kindOfId(id: number): FoundKind | undefined {
  return foundKinds[foundKinds.length - Math.floor(id / perKind)];
}

/** Equal for two answers that tell of the same thing. */
export function keyOf(site: string, { part, address }: Pick<Thing, 'part' | 'address'>): Buffer {
  return createHash('sha256')
    .update(part === '' ? address : `${site}\n${part}`)
    .digest()
    .subarray(0, 8);
}

/** Over what is shown: a flipped bit must not lead a name elsewhere. */
export function digestOf({
  title,
  detail,
  notes,
  address,
}: Pick<ThingRow, 'title' | 'detail' | 'notes' | 'address'>): number {
  return crc32([title, detail, notes, address].join('\0'));
}

/** A word of its own, from the signs that no text uses, by which the things of a site are told from others. */
export function siteWord(site: number): string {
  return String.fromCodePoint(0xe000 + (site % 0x1900));
}

/** What is found by these words in names alone, and in all texts. */
export function indexedWords({ title, detail, notes }: Pick<ThingRow, 'title' | 'detail' | 'notes'>): {
  names: string[];
  texts: string[];
} {
  const names = [...new Set(nameWords(title))];
  return { names, texts: [...new Set([...names, ...nameWords(detail), ...wordsOf(notes)])] };
}

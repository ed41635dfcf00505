import { type WordPlace, wordPlaces } from '../domain/fold-text.ts';
import type { Marks } from './find-api.ts';

const excerptSigns = 90;

/** Where the words of a text begin with a wanted one; as much of them is marked as was wanted, `14S-005` in one. */
export function marksOf(text: string, wanted: readonly string[]): Marks {
  const marks = wordPlaces(text).flatMap((place): Marks => {
    const longest = wanted
      .filter((word) => place.word.startsWith(word))
      .toSorted((a, b) => b.length - a.length)
      .at(0);
    return longest === undefined ? [] : [markOf(place, longest)];
  });
  const joined: Marks = [];
  for (const mark of marks) {
    const last = joined.at(-1);
    if (last !== undefined && /^[^\s\p{L}\p{N}]+$/u.test(text.slice(last[1], mark[0]))) last[1] = mark[1];
    else joined.push(mark);
  }
  return joined;
}

function markOf({ word, from, to }: WordPlace, wanted: string): [number, number] {
  // A folded word may be longer than the written one; then all of it is marked.
  return [from, word.length === to - from ? Math.min(to, from + wanted.length) : to];
}

/** The first line with a wanted word, cut to what fits in one line; null if none has one. */
export function excerptOf(notes: string, wanted: readonly string[]): { text: string; marks: Marks } | null {
  for (const line of notes.split('\n')) {
    const [first] = marksOf(line, wanted);
    if (first === undefined) continue;
    const from = first[0] <= excerptSigns / 2 ? 0 : wordStart(line, first[0] - excerptSigns / 3);
    const cut = line.slice(from, from + excerptSigns);
    const text = `${from > 0 ? '…' : ''}${cut.trim()}${from + excerptSigns < line.length ? '…' : ''}`;
    return { text, marks: marksOf(text, wanted) };
  }
  return null;
}

function wordStart(line: string, near: number): number {
  const space = line.indexOf(' ', near);
  return space === -1 || space > near + 20 ? Math.round(near) : space + 1;
}

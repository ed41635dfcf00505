import { foldText, nameWords, wordsOf } from '../domain/fold-text.ts';
import { type FoundKind, foundKinds } from '../domain/found.ts';
import type { Wish } from './parse-wish.ts';

export interface Ranked {
  kind: FoundKind;
  title: string;
  asOfMs: number;
  /** 0 for what was opened last, undefined if it was not opened lately. */
  openedPlace: number | undefined;
}

const mostForRecency = 200;
const mostForKind = 60;

/** How well a thing fits: its name counts most, then whether it was opened lately, then what it is. */
export function score({ words, whole }: Wish, { kind, title, openedPlace }: Ranked): number {
  const recency = openedPlace === undefined ? 0 : Math.max(0, mostForRecency - 4 * openedPlace);
  const places = foundKinds.length;
  return exactness(words, whole, title) + recency + (mostForKind * (places - foundKinds.indexOf(kind))) / places;
}

function exactness(words: readonly string[], whole: string, title: string): number {
  const folded = foldText(title);
  if (folded === whole) return 1000;
  if (folded.startsWith(whole)) return 600;
  const [typed, name] = [words.join(''), wordsOf(title).join('')];
  if (name.startsWith(typed)) return typed === name ? 900 : 550;
  const inTitle = nameWords(title);
  const beginning = words.filter((word) => inTitle.some((one) => one.startsWith(word)));
  if (beginning.length < words.length) return (150 * beginning.length) / Math.max(1, words.length);
  const isWhole = words.every((word) => inTitle.includes(word));
  return (
    300 + (isWhole ? 80 : 0) + (inTitle[0] !== undefined && words.some((word) => inTitle[0]?.startsWith(word)) ? 40 : 0)
  );
}

/** The better first; the newer, then the name decides between equals, so that the order is always the same. */
export function compareRanked<T extends Ranked>(
  a: { score: number; thing: T },
  b: { score: number; thing: T },
): number {
  return b.score - a.score || b.thing.asOfMs - a.thing.asOfMs || (a.thing.title < b.thing.title ? -1 : 1);
}

import { foldText, wordsOf } from '../domain/fold-text.ts';

/** What was typed, as it is asked for. Any text is a wish; signs of a query language mean nothing. */
export interface Wish {
  /** Each must begin a word of what is found. */
  words: readonly string[];
  /** All of it, folded; what has it whole comes first. */
  whole: string;
}

const mostSigns = 200;
const mostWords = 12;

/** More than a person types is left out: the start of a pasted page finds what its whole would. */
export function parseWish(text: string): Wish {
  const start = text.slice(0, mostSigns).trim();
  return { words: [...new Set(wordsOf(start))].slice(0, mostWords), whole: foldText(start) };
}

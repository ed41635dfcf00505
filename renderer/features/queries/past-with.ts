import type { Contract } from '../../../app/contract/contract.ts';
import type { OutputOf } from '../../../app/contract/entry.ts';
import { containsWords } from '../../ui/contains-words.ts';

export type Past = OutputOf<Contract['queries.history']>;

/** More than anyone scrolls through; the filter finds the others. */
export const mostShown = 200;

/** The questions with these words in their title or in the name of their server. */
export function pastWith({ questions }: Past, text: string): Past {
  const found = questions.filter(({ title, place }) => containsWords(`${title} ${place}`, text));
  return { total: found.length, questions: found.slice(0, mostShown) };
}

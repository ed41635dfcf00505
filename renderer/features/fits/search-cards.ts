import type { OutputOf } from '../../../app/contract/entry.ts';
import type { fitsContract } from '../../../app/contract/fits.ts';

type Card = OutputOf<(typeof fitsContract)['fits.header']>[number];

export interface ShownCard {
  card: Card;
  /** Place in the header. */
  number: number;
}

/** Cards that hold all words of the search, in any letter case, wherever they stand. */
export function searchCards(cards: readonly Card[], search: string): ShownCard[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return cards
    .map((card, number) => ({ card, number }))
    .filter(({ card }) => {
      const text = `${card.name} ${card.value} ${card.comment}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
}

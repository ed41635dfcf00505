import { expect, test } from 'vitest';
import { searchCards } from './search-cards.ts';

const cards = [
  { name: 'CRPIX1', value: '2048.5', kind: 'value' as const, comment: 'Middle of the Sun' },
  { name: 'HISTORY', value: 'made by hand', kind: 'comment' as const, comment: '' },
  { name: 'CRPIX2', value: '2047.5', kind: 'value' as const, comment: 'Middle of the Sun' },
];

test('all words must be there, anywhere and in any letter case', () => {
  expect(searchCards(cards, 'crpix').map(({ number }) => number)).toEqual([0, 2]);
  expect(searchCards(cards, 'sun 2047').map(({ number }) => number)).toEqual([2]);
  expect(searchCards(cards, 'HAND').map(({ number }) => number)).toEqual([1]);
  expect(searchCards(cards, ' ')).toHaveLength(3);
});

import { expect, test } from 'vitest';
import { parseWish } from './parse-wish.ts';
import { compareRanked, type Ranked, score } from './rank.ts';

const ranked = (text: string, things: readonly Partial<Ranked>[]): string[] => {
  const wish = parseWish(text);
  return things
    .map((thing): Ranked => ({ kind: 'sample', title: '', asOfMs: 0, openedPlace: undefined, ...thing }))
    .map((thing) => ({ thing, score: score(wish, thing) }))
    .toSorted(compareRanked)
    .map(({ thing }) => `${thing.kind} ${thing.title}`);
};

test('the whole name, then its beginning, then its words, then other texts', () => {
  const titles = ['26S-0010', 'Box of 26S-001', 'Notes', '26S-001'];
  expect(
    ranked(
      '26s-001',
      titles.map((title) => ({ title })),
    ),
  ).toEqual(['sample 26S-001', 'sample 26S-0010', 'sample Box of 26S-001', 'sample Notes']);
});

test('among equals what was opened lately, then the kind that leads further, then the newer', () => {
  const equal = { title: 'Raman of 26S' };
  expect(
    ranked('raman', [
      { ...equal, kind: 'process' },
      { ...equal, kind: 'series' },
      { ...equal, kind: 'file', openedPlace: 1 },
    ]),
  ).toEqual(['file Raman of 26S', 'series Raman of 26S', 'process Raman of 26S']);
  expect(ranked('raman', [{ title: 'Raman a' }, { title: 'Raman b', asOfMs: 5 }])[0]).toBe('sample Raman b');
});

test('what was opened lately does not come before the very name', () => {
  expect(ranked('raman', [{ title: 'Raman of 26S', openedPlace: 0 }, { title: 'Raman' }])[0]).toBe('sample Raman');
});

test('of names that begin so, the one whose first word is typed comes before others', () => {
  expect(ranked('ra', [{ title: 'After Raman' }, { title: 'Raman' }, { title: 'Notes' }])).toEqual([
    'sample Raman',
    'sample After Raman',
    'sample Notes',
  ]);
});

test('a letter finds the kind that leads furthest among names that begin with it', () => {
  expect(
    ranked('d', [
      { title: 'Deposition', kind: 'process' },
      { title: 'Doped', kind: 'series' },
      { title: 'a doped one', kind: 'series' },
    ]),
  ).toEqual(['series Doped', 'process Deposition', 'series a doped one']);
});

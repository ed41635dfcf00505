import { expect, test } from 'vitest';
import { inPlace } from './in-place.ts';

const idOf = ({ id }: { id: string }): string => id;
const things = (...ids: string[]): { id: string }[] => ids.map((id) => ({ id }));

test('what is shown stays in its place, what comes follows, what went leaves', () => {
  expect(inPlace(things('b', 'a', 'x'), things('new', 'a', 'b'), idOf).map(idOf)).toEqual(['b', 'a', 'new']);
  expect(inPlace([], things('a', 'b'), idOf).map(idOf)).toEqual(['a', 'b']);
});

test('a hit says what it says now', () => {
  const now = { id: 'a', title: 'later' };
  expect(inPlace([{ id: 'a', title: 'before' }], [now], ({ id }) => id)).toEqual([now]);
});

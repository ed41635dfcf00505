import { expect, test } from 'vitest';
import type { CollectionItem } from '../../../app/contract/collections.ts';
import type { CollectionThing } from '../../../app/domain/collections/things.ts';
import { itemLines, nextItemLine } from './item-lines.ts';

const item = (id: string, thing: CollectionThing): CollectionItem => ({
  ...{ id, thing, title: id, note: '', tags: [], asOfUtc: null, addedUtc: '2026-11-21T10:00:00.000Z', problem: null },
  origin: { system: 'computer', name: 'This computer', url: null },
});
const items = [
  item('t1', { kind: 'table', tableId: '1' }),
  item('s1', { kind: 'sample', connectionId: 'lab', name: 'a' }),
  item('t2', { kind: 'table', tableId: '2' }),
];
const words = (arrangement: 'own' | 'kind'): string[] =>
  itemLines(items, arrangement).map((line) => ('item' in line ? line.item.id : `${line.head} ${line.count}`));

test('things stand in their order, or below their kind', () => {
  expect(words('own')).toEqual(['t1', 's1', 't2']);
  expect(words('kind')).toEqual(['sample 1', 's1', 'table 2', 't1', 't2']);
});

test('the arrows go from thing to thing and stay at the ends', () => {
  const lines = itemLines(items, 'kind');
  expect(nextItemLine(lines, 1, 1)).toBe(3);
  expect(nextItemLine(lines, 3, -1)).toBe(1);
  expect(nextItemLine(lines, 1, -1)).toBe(1);
  expect(nextItemLine(lines, 4, 1)).toBe(4);
});

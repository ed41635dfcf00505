import { expect, test } from 'vitest';
import type { CollectionItem } from '../../../app/contract/collections.ts';
import { filteredItems, isFiltering, itemCounts, noFilter } from './item-filter.ts';

const item = (title: string, more: Partial<CollectionItem> = {}): CollectionItem => ({
  ...{ id: title, title, note: '', tags: [], asOfUtc: null, addedUtc: '2026-11-21T10:00:00.000Z', problem: null },
  thing: { kind: 'sample', connectionId: 'lab', name: title },
  origin: { system: 'juliabase', name: 'Institute lab', url: null },
  ...more,
});
const items = [
  item('26S-001', { tags: ['good'], note: 'Look at the edge' }),
  item('26S-002', { tags: ['good', 'Anneal'] }),
  item('hmi.v_45s[$]', { thing: { kind: 'records', serverId: 'jsoc', recordSet: 'hmi.v_45s[$]' } }),
];
const titles = (filter: object): string[] => filteredItems(items, { ...noFilter, ...filter }).map(({ title }) => title);

test('things are found by title, note, tag, kind and server', () => {
  expect(titles({})).toHaveLength(3);
  expect(titles({ text: ' EDGE ' })).toEqual(['26S-001']);
  expect(titles({ text: 'record set' })).toEqual(['hmi.v_45s[$]']);
  expect(titles({ text: 'institute', kind: 'sample', tag: 'Anneal' })).toEqual(['26S-002']);
  expect([
    isFiltering(noFilter),
    isFiltering({ ...noFilter, text: ' ' }),
    isFiltering({ ...noFilter, tag: 'x' }),
  ]).toEqual([false, false, true]);
});

test('kinds and tags are counted in their order', () => {
  expect(itemCounts(items)).toEqual({
    kinds: [
      { kind: 'sample', count: 2 },
      { kind: 'records', count: 1 },
    ],
    tags: [
      { tag: 'Anneal', count: 1 },
      { tag: 'good', count: 2 },
    ],
  });
});

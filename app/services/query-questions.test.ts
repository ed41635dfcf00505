import { expect, test } from 'vitest';
import { placeIdsWith, placeNameOf, titleOf } from './query-questions.ts';

test('a server and a connection with one id keep their own names', () => {
  const names = { servers: new Map([['demo', 'Demo DRMS']]), connections: new Map([['demo', 'Demo lab']]) };
  expect(placeNameOf(names, 'drms.records', 'demo')).toBe('Demo DRMS');
  expect(placeNameOf(names, 'juliabase.series', 'demo')).toBe('Demo lab');
  expect(placeNameOf(names, 'openbis.objects', 'gone')).toBe('gone');
  expect(placeNameOf(names, 'sql', '')).toBe('Kept tables');
  expect(placeIdsWith(names, (name) => name.includes('lab'))).toEqual(['demo']);
});

test('a question about openBIS says each of its conditions apart', async () => {
  const places = { names: async () => ({ servers: new Map(), connections: new Map() }), topicName: async () => null };
  const search = { text: 'yeast', type: 'RAW', properties: [{ code: 'OD', match: 'starts', value: '0.' }] } as const;
  const of = { connectionId: 'eln', search: { ...search, properties: [...search.properties] } };
  expect(await titleOf({ kind: 'openbis.data-sets', ...of }, places)).toBe(
    'Datasets with “yeast” · of type RAW · property OD begins with 0.',
  );
  expect(await titleOf({ kind: 'openbis.objects', connectionId: 'eln', search: {} }, places)).toBe('Objects');
});

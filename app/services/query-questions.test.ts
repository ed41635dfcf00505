import { expect, test } from 'vitest';
import { placeIdsWith, placeNameOf } from './query-questions.ts';

test('a server and a connection with one id keep their own names', () => {
  const names = { servers: new Map([['demo', 'Demo DRMS']]), connections: new Map([['demo', 'Demo lab']]) };
  expect(placeNameOf(names, 'drms.records', 'demo')).toBe('Demo DRMS');
  expect(placeNameOf(names, 'juliabase.series', 'demo')).toBe('Demo lab');
  expect(placeNameOf(names, 'openbis.objects', 'gone')).toBe('gone');
  expect(placeNameOf(names, 'sql', '')).toBe('Kept tables');
  expect(placeIdsWith(names, (name) => name.includes('lab'))).toEqual(['demo']);
});

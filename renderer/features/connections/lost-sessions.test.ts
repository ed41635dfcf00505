import { expect, test } from 'vitest';
import type { Connection } from '../../../app/contract/connections.ts';
import { LostSessions } from './lost-sessions.ts';

type State = Connection['state'];

function asked(...lists: Record<string, State>[]): (string | undefined)[] {
  const lost = new LostSessions();
  return lists.map((list) => lost.next(Object.entries(list).map(([id, state]) => ({ id, state }))));
}

test('a login that is lost is asked for once, however often it is seen', () => {
  expect(
    asked({ a: 'signed-in' }, { a: 'signing-in' }, { a: 'needs-you' }, { a: 'needs-you' }, { a: 'needs-you' }),
  ).toEqual([undefined, undefined, 'a', undefined, undefined]);
  expect(asked({ a: 'signed-in' }, { a: 'needs-you' }, { a: 'signed-in' }, { a: 'needs-you' }).at(-1)).toBe('a');
});

test('two that are lost together are asked for one after the other', () => {
  const both = { a: 'needs-you', b: 'needs-you' } as const;
  expect(asked({ a: 'signed-in', b: 'signed-in' }, both, both, both)).toEqual([undefined, 'a', 'b', undefined]);
});

test('nobody is asked who never was logged in, has logged out, or is only offline', () => {
  expect(asked({ a: 'needs-you' })).toEqual([undefined]);
  expect(asked({ a: 'signed-in' }, { a: 'signed-out' }, { a: 'needs-you' }).at(-1)).toBeUndefined();
  expect(asked({ a: 'signed-in' }, { a: 'offline' }).at(-1)).toBeUndefined();
});

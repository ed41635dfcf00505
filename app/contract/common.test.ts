import { expect, test } from 'vitest';
import { Settings } from './app.ts';
import { changeOf } from './common.ts';

test('a change of one field brings no other, not even its default', () => {
  const change = changeOf(Settings);
  expect(change.parse({ density: 'comfortable' })).toEqual({ density: 'comfortable' });
  expect(change.parse({})).toEqual({});
  expect(change.safeParse({ density: 'wide' }).success).toBe(false);
});

import { expect, test } from 'vitest';
import { RecentlyUsed } from './recently-used.ts';

const sized = () => new RecentlyUsed<string>(10, ({ length }) => length);

test('makes a thing once, also for callers at the same time', async () => {
  const things = sized();
  let made = 0;
  const make = async () => `thing ${++made}`;
  expect(await Promise.all([things.get('a', make), things.get('a', make)])).toEqual(['thing 1', 'thing 1']);
});

test('lets go what was unused longest, and never the newest', async () => {
  const things = sized();
  const made: string[] = [];
  const get = (key: string, size: number) =>
    things.get(key, async () => {
      made.push(key);
      return 'x'.repeat(size);
    });
  await get('a', 4);
  await get('b', 4);
  await get('a', 4);
  await get('c', 4);
  await get('a', 4);
  await get('b', 4);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
  await get('huge', 99);
  await get('huge', 99);
  expect(made.slice(4)).toEqual(['huge']);
});

test('a failure is not kept', async () => {
  const things = sized();
  await expect(things.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await things.get('a', async () => 'yes')).toBe('yes');
});

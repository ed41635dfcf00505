import { expect, it } from 'vitest';
import { isStale } from './stale-names.ts';

it('takes a name for one query and a star for an area', () => {
  expect(isStale('app.info', ['app.info'])).toBe(true);
  expect(isStale('juliabase.sample.get', ['juliabase.*'])).toBe(true);
  expect(isStale('juliabase.sample.get', ['juliabase.samples.mine', 'jobs.*'])).toBe(false);
  expect(isStale('juliabaseX.get', ['juliabase.*'])).toBe(false);
  expect(isStale(undefined, ['juliabase.*'])).toBe(false);
});

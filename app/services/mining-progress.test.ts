import { expect, test } from 'vitest';
import { GatherProgress } from './mining-progress.ts';

test('whoever watches gets the newest step of the source, and leaves by the signal', async () => {
  const progress = new GatherProgress();
  const leaving = new AbortController();
  const steps = progress.watch('a', leaving.signal);
  const first = steps.next();
  progress.note('b', { phase: 'read', done: 9, of: 9 });
  progress.note('a', { phase: 'list', done: 0, of: null });
  expect((await first).value).toEqual({ phase: 'list', done: 0, of: null });
  progress.note('a', { phase: 'read', done: 1, of: 3 });
  progress.note('a', { phase: 'read', done: 2, of: 3 });
  expect((await steps.next()).value).toEqual({ phase: 'read', done: 2, of: 3 });
  const last = steps.next();
  progress.note('a', null);
  leaving.abort();
  expect(await last).toEqual({ done: true, value: undefined });
});

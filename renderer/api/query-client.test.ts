import { MutationObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { queryClient } from './query-client.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it('forgets a change as soon as it has ended and nobody looks at it', async () => {
  const observer = new MutationObserver(queryClient, { mutationFn: () => Promise.resolve('kept') });
  const unsubscribe = observer.subscribe(() => undefined);
  await expect(observer.mutate()).resolves.toBe('kept');
  expect(observer.getCurrentResult().data).toBe('kept');
  unsubscribe();
  await vi.advanceTimersByTimeAsync(1);
  expect(queryClient.getMutationCache().getAll()).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

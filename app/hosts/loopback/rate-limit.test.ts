import { expect, test } from 'vitest';
import { createRateLimit } from './rate-limit.ts';

test('lets a burst through, then the steady rate', () => {
  let nowMs = 0;
  const limit = createRateLimit({ perSecond: 10, burst: 3 }, () => nowMs);
  expect([limit.take(), limit.take(), limit.take(), limit.take()]).toEqual([true, true, true, false]);
  nowMs = 100;
  expect([limit.take(), limit.take()]).toEqual([true, false]);
  nowMs = 60_000;
  expect([limit.take(), limit.take(), limit.take(), limit.take()]).toEqual([true, true, true, false]);
});

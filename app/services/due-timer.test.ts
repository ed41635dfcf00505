import { expect, test } from 'vitest';
import { FakeClock } from '../testing/fake-clock.ts';
import { DueTimer } from './due-timer.ts';

test('runs what is due, looks again when it is woken, and does not ask on and on for what stays due', async () => {
  const clock = new FakeClock();
  let dueMs: number | null = clock.nowMs() + 30_000;
  const ran: number[] = [];
  let nextMs: number | null = null;
  const startMs = clock.nowMs();
  const timer = new DueTimer({
    clock,
    nextDueMs: async () => dueMs,
    runDue: async () => {
      ran.push(clock.nowMs() - startMs);
      dueMs = nextMs;
    },
    onProblem: () => undefined,
  });
  timer.start();
  await clock.advance(29_000);
  expect(ran).toEqual([]);
  await clock.advance(1000);
  expect(ran).toEqual([30_000]);
  await clock.advance(600_000);
  expect(ran).toHaveLength(1);

  dueMs = clock.nowMs() + 1000;
  nextMs = dueMs;
  timer.wake();
  await clock.advance(1000);
  expect(ran).toHaveLength(2);
  await clock.advance(59_000);
  expect(ran).toHaveLength(2);
  await clock.advance(2000);
  expect(ran).toHaveLength(3);
  await timer.close();
});

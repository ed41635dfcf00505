import { expect, test } from 'vitest';
import { dueAfter } from './query-due.ts';

const at = (day: number, hours: number, minutes = 0): number => new Date(2026, 10, day, hours, minutes).getTime();

test('by hours: at once, then so long after each run', () => {
  expect(dueAfter({ kind: 'hours', every: 6 }, at(21, 9), false)).toBe(at(21, 9));
  expect(dueAfter({ kind: 'hours', every: 6 }, at(21, 9), true)).toBe(at(21, 15));
});

test('by days: the next time of the day, then so many days later', () => {
  const schedule = { kind: 'days' as const, every: 1, at: '06:30' };
  expect(dueAfter(schedule, at(21, 5), false)).toBe(at(21, 6, 30));
  expect(dueAfter(schedule, at(21, 9), false)).toBe(at(22, 6, 30));
  expect(dueAfter(schedule, at(21, 6, 30) + 5, true)).toBe(at(22, 6, 30));
  expect(dueAfter({ ...schedule, every: 7 }, at(21, 6, 30) + 5, true)).toBe(at(28, 6, 30));
});

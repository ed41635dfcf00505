import { expect, test } from 'vitest';
import { nextRunMs } from './run-times.ts';

const at = (text: string): number => new Date(text).getTime();
const iso = (ms: number): string => new Date(ms).toString().slice(4, 21);

test('every so many minutes after the last start; a missed run is due once, at once', () => {
  const every = { kind: 'every', minutes: 90 } as const;
  expect(nextRunMs(every, at('2026-11-21T10:00'), at('2026-11-21T10:10'))).toBe(at('2026-11-21T11:30'));
  const afterHolidays = nextRunMs(every, at('2026-11-01T10:00'), at('2026-11-21T10:10'));
  expect(afterHolidays).toBeLessThan(at('2026-11-21T10:10'));
  expect(nextRunMs(every, at('2026-11-21T10:10'), at('2026-11-21T10:10'))).toBe(at('2026-11-21T11:40'));
});

test('at times of the day, the next of them, also over midnight', () => {
  const times = { kind: 'at', times: ['18:30', '06:00'] } as const;
  expect(iso(nextRunMs(times, at('2026-11-21T05:59'), at('2026-11-21T05:59')))).toBe('Nov 21 2026 06:00');
  expect(iso(nextRunMs(times, at('2026-11-21T06:00'), at('2026-11-21T06:00')))).toBe('Nov 21 2026 18:30');
  expect(iso(nextRunMs(times, at('2026-11-21T18:30'), at('2026-11-21T19:00')))).toBe('Nov 22 2026 06:00');
});

test('a clock that was set back does not put a run off for days', () => {
  const every = { kind: 'every', minutes: 60 } as const;
  expect(nextRunMs(every, at('2027-11-21T10:00'), at('2026-11-21T10:00'))).toBe(at('2026-11-21T11:00'));
});

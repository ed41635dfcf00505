import { expect, test } from 'vitest';
import { isoUtc, localText, readTimestamp, readTimestampPrefix } from './times.ts';

test.each([
  ['2026-01-15 12:00:00', '2026-01-15T11:00:00.000Z'],
  ['2026-07-15 12:00:00', '2026-07-15T10:00:00.000Z'],
  ['2026-03-29 03:30:00', '2026-03-29T01:30:00.000Z'],
  ['2026-07-15T12:00:00.250999+00:00', '2026-07-15T12:00:00.250Z'],
  ['2026-07-15 12:00:00Z', '2026-07-15T12:00:00.000Z'],
  ['2026-07-15 12:00:00-03:30', '2026-07-15T15:30:00.000Z'],
])('%s on a server in Berlin is %s', (text, utc) => {
  expect(new Date(readTimestamp(text, 'Europe/Berlin') ?? 0).toISOString()).toBe(utc);
});

test.each(['', 'tomorrow', '2026-02-30 12:00:00', '2026-01-15 25:00:00', '2026-03-29 02:30:00', '2026-10-25 02:30:00'])(
  'no instant: "%s"',
  (text) => {
    expect(readTimestamp(text, 'Europe/Berlin')).toBeUndefined();
  },
);

test.each([
  ['2026', '2025-12-31T23:00:00.000Z', '2026-12-31T23:00:00.000Z'],
  ['2026-03', '2026-02-28T23:00:00.000Z', '2026-03-31T22:00:00.000Z'],
  ['2026-12-31 23', '2026-12-31T22:00:00.000Z', '2026-12-31T23:00:00.000Z'],
])('the period %s', (prefix, from, until) => {
  const period = readTimestampPrefix(prefix, 'Europe/Berlin');
  expect([period?.fromMs, period?.untilMs]).toEqual([Date.parse(from), Date.parse(until)]);
});

test('milliseconds are written where there are some; pages show local time', () => {
  expect([isoUtc(0), isoUtc(250)]).toEqual(['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.250Z']);
  expect(localText(Date.UTC(2026, 6, 1, 22, 30), 'Europe/Berlin')).toBe('2026-07-02 00:30');
});

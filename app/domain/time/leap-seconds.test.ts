import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitSeconds } from './instant.ts';
import {
  isBeyondLeapSecondTable,
  leapSecondEnds,
  leapSecondTable,
  taiOfUtcClock,
  utcClockOfTai,
} from './leap-seconds.ts';
import { parseTime } from './parse-time.ts';

test.each(leapSecondEnds.map((end) => [end]))('Seconds around the leap second before %s go to UTC and back', (end) => {
  const before = utcClockOfTai(end - 2);
  expect(utcClockOfTai(end - 1)).toEqual({ clockSeconds: before.clockSeconds, isLeapSecond: true });
  expect(utcClockOfTai(end)).toEqual({ clockSeconds: before.clockSeconds + 1, isLeapSecond: false });
  for (let tai = end - 3; tai <= end + 3; tai += 1) {
    const { clockSeconds, isLeapSecond } = utcClockOfTai(tai);
    expect(taiOfUtcClock(clockSeconds, isLeapSecond)).toBe(tai);
  }
});

test('Any TAI second goes to UTC and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 3e9 }), (tai) => {
      const { clockSeconds, isLeapSecond } = utcClockOfTai(tai);
      expect(taiOfUtcClock(clockSeconds, isLeapSecond)).toBe(tai);
    }),
  );
});

test('A second 60 where there was none is no time', () => {
  expect(taiOfUtcClock(0, true)).toBeNull();
});

test('The table says until when it holds, and use after that day is told', () => {
  const expiry = parseTime(`${leapSecondTable.expires}T00:00:00Z`);
  expect(expiry.kind === 'time' && splitSeconds(expiry.instant).seconds).toBe(leapSecondTable.expiresTaiSeconds);
  expect(isBeyondLeapSecondTable(leapSecondTable.expiresTaiSeconds - 1)).toBe(false);
  expect(isBeyondLeapSecondTable(leapSecondTable.expiresTaiSeconds)).toBe(true);
  expect(parseTime('2027-06-27T23:59:59Z')).toMatchObject({ warning: null });
  expect(parseTime('2030-01-01T00:00:00Z')).toMatchObject({ warning: expect.stringContaining('2027-06-28') });
  expect(parseTime('2030.01.01_00:00:00_TAI')).toMatchObject({ warning: null });
});

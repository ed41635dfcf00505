import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateOfDay, dayOfDate, daysInMonth } from './calendar.ts';

test('Any day has a date that gives the day', () => {
  fc.assert(
    fc.property(fc.integer({ min: -2_443_145, max: 3_000_000 }), (day) => {
      expect(dayOfDate(dateOfDay(day))).toBe(day);
    }),
  );
});

test('Days of the Gregorian calendar are those of the platform', () => {
  fc.assert(
    fc.property(fc.integer({ min: -140_000, max: 1_000_000 }), (day) => {
      const date = new Date(Date.UTC(1977, 0, 1) + day * 86_400_000);
      expect(dateOfDay(day)).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
      });
    }),
  );
});

test('The day after 1582.10.04 is 1582.10.15, and Julian day 0 is -4712.01.01', () => {
  expect(dayOfDate({ year: 1582, month: 10, day: 15 }) - dayOfDate({ year: 1582, month: 10, day: 4 })).toBe(1);
  expect(dateOfDay(-2_443_145)).toEqual({ year: -4712, month: 1, day: 1 });
});

test.each([
  [2000, 2, 29],
  [1900, 2, 28],
  [2016, 2, 29],
  [2015, 2, 28],
  [1500, 2, 29],
  [2013, 12, 31],
  [1582, 10, 31],
])('Month %i-%i has %i days', (year, month, days) => {
  expect(daysInMonth(year, month)).toBe(days);
});

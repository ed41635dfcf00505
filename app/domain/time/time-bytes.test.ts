import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatTime } from './format-time.ts';
import { drmsSeconds, joinSeconds } from './instant.ts';
import { parseTime } from './parse-time.ts';
import { readTimeSeconds } from './time-bytes.ts';
import { parseTimeZone, tai, utc } from './time-zone.ts';

function read(text: string): number {
  const bytes = new TextEncoder().encode(`"${text}",`);
  return readTimeSeconds(bytes, 1, bytes.length - 2);
}

const zulu = parseTimeZone('Z') ?? utc;

test('Times of columns are those parseTime reads, leap seconds apart', () => {
  const formats = fc.record({
    zone: fc.constantFrom(tai, utc, zulu),
    precision: fc.integer({ min: -1, max: 6 }),
    style: fc.constantFrom('drms' as const, 'iso' as const),
  });
  fc.assert(
    fc.property(
      fc.integer({ min: -5e8, max: 3e9 }),
      fc.integer({ min: 0, max: 999_999_999 }),
      formats,
      (seconds, nanoseconds, format) => {
        const text = formatTime(joinSeconds(seconds, nanoseconds), format);
        const reading = parseTime(text);
        if (text.includes(':60')) expect(read(text)).toBeNaN();
        else expect(read(text)).toBeCloseTo(reading.kind === 'time' ? drmsSeconds(reading.instant) : Number.NaN, 6);
      },
    ),
  );
});

test.each([
  ['2016.04.01_00:00:00_TAI', 1238544000],
  ['2016-03-31T23:59:24Z', 1238544000],
  ['2016.04.01_00:00_TAI', 1238544000],
  ['2016.04.01_00:00:00.50_TAI', 1238544000.5],
  ['2016.02.29_00:00:00_TAI', 1235779200],
])('%s is %d s', (text, expected) => {
  expect(read(text)).toBe(expected);
});

test.each([
  ...['MISSING', '', '-4712.01.01_11:59:28_TAI', '2016-12-31T23:59:60Z', '2016.04.01_TAI', '2015.02.29_00:00:00_TAI'],
  ...['2016.13.01_00:00:00_TAI', '2016.04.01_24:00:00_TAI', '2016.04.01_00:00:00_TT', '2016.04-01_00:00:00_TAI'],
  ...['2016.04.01_0x:00:00_TAI', '2016.04.01_00:00:00', '2016.04.31_00:00:00Z', 'Invalid KeyLink'],
])('“%s” is left to parseTime', (text) => {
  expect(read(text)).toBeNaN();
});

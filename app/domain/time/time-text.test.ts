import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatTime, isoFormat, taiFormat, timeFormatOfUnit } from './format-time.ts';
import { drmsSeconds, instantOfDrmsSeconds, joinSeconds, missingInstant, nanosecondsPerSecond } from './instant.ts';
import { leapSecondEnds } from './leap-seconds.ts';
import { parseTime } from './parse-time.ts';
import { parseTimeZone, tai, tt, utc } from './time-zone.ts';

interface Fixtures {
  instants: { tai: number; TAI: string; UTC: string; TT: string }[];
}
const fixtures: Fixtures = JSON.parse(readFileSync(new URL('./fixtures/times.json', import.meta.url), 'utf8'));

function seconds(text: string): number | string {
  const reading = parseTime(text);
  return reading.kind === 'time' ? drmsSeconds(reading.instant) : reading.kind;
}

describe('Time vectors', () => {
  test.each([
    ['1977.01.01_00:00:00_TAI', 0],
    ['1958.01.01_00:00:00_TAI', -599616000],
    ['1993.01.01_00:00:00_TAI', 504921600],
    ['2010.05.01_00:00:00_TAI', 1051747200],
    ['2016.04.01_00:00:00_TAI', 1238544000],
    ['2016-03-31T23:59:24Z', 1238544000],
    ['2014-01-01T00:00:01Z', 1167609636],
    ['2014.01.01_00:00:36_TAI', 1167609636],
    ['2012-06-30T23:59:60Z', 1120176034],
    ['2016-12-31T23:59:60Z', 1262304036],
    ['2017-01-01T00:00:00Z', 1262304037],
    ['2013.07.03_08:42:00_TAI', 1151916120],
  ])('%s is %d s', (text, expected) => {
    expect(seconds(text)).toBe(expected);
  });

  test.each(['-4712.01.01_11:59:28_TAI', '-4712.01.01_11:59_TAI', 'JD_0', 'MISSING', 'DRMS_MISSING_VALUE', '', 'nan'])(
    '“%s” is the missing time',
    (text) => {
      expect(parseTime(text).kind).toBe('missing');
    },
  );

  test('The missing time is written as the server writes it', () => {
    expect(formatTime(missingInstant, taiFormat)).toBe('-4712.01.01_11:59:28_TAI');
    expect(formatTime(missingInstant, { ...taiFormat, precision: -1 })).toBe('-4712.01.01_11:59_TAI');
    expect(formatTime(missingInstant, timeFormatOfUnit('JD'))).toBe('JD_0');
  });
});

describe('Times agree with an independent computation', () => {
  test.each(fixtures.instants.map((row) => [row.tai, row] as const))('at %d s', (_, row) => {
    const instant = instantOfDrmsSeconds(row.tai) ?? 0n;
    for (const zone of [tai, utc, tt]) {
      // the labels of these three zones are keys of the fixture
      const shown = row[zone.label as 'TAI' | 'UTC' | 'TT'];
      const drms = `${shown.replaceAll('-', '.').replace('T', '_')}_${zone.label}`;
      expect(formatTime(instant, { zone, precision: 3, style: 'drms' })).toBe(drms);
      expect(seconds(drms)).toBe(row.tai);
    }
  });
});

describe('Spellings', () => {
  test.each([
    ['2010.05.01', '2010.05.01_00:00:00_UTC'],
    ['2010.05.01_TAI', '2010.05.01_00:00:00_TAI'],
    ['2010.05', '2010.05.01_00:00:00_UTC'],
    ['2010', '2010.01.01_00:00:00_UTC'],
    ['2018.8.15', '2018.08.15_00:00:00_UTC'],
    ['2010.05.01_08_TAI', '2010.05.01_08:00:00_TAI'],
    ['2010.05.01_08:42_TAI', '2010.05.01_08:42:00_TAI'],
    ['2010.05.01_08:42:03.250_TT', '2010.05.01_08:42:03_TT'],
    ['2010-05-01T01:23Z', '2010.05.01_01:23:00Z'],
    ['2010-05-01 01:23:45Z', '2010.05.01_01:23:45Z'],
    ['2010-05-01T01:23:45', '2010.05.01_01:23:45_UTC'],
    ['2020-10-17_22:12:00_TAI', '2020.10.17_22:12:00_TAI'],
    ['2014.11.30_00:00:00_tai', '2014.11.30_00:00:00_TAI'],
    ['20100501', '2010.05.01_00:00:00_UTC'],
    ['20100501T012345Z', 'problem'],
    ['2010.121', '2010.05.01_00:00:00_UTC'],
    ['2010121', '2010.05.01_00:00:00_UTC'],
    ['2010.May.01_TAI', '2010.05.01_00:00:00_TAI'],
    ['2010.05.01_12:00:00A', '2010.05.01_12:00:00A'],
    ['2010.05.01_12:00:00+0530', '2010.05.01_12:00:00+0530'],
    ['2010.05.01_12:00:00_GPS', '2010.05.01_12:00:00_GPS'],
    ['2010.05.01_24:00:00_TAI', '2010.05.02_00:00:00_TAI'],
    ['JD_2443144.5_TAI', 'JD_2443145'],
    ['MJD_43144.25', 'MJD_43144'],
  ])('%s', (text, expected) => {
    const reading = parseTime(text);
    if (reading.kind !== 'time') expect(reading.kind).toBe(expected);
    else expect(formatTime(reading.instant, { ...reading, style: styleOf(expected), precision: 0 })).toBe(expected);
  });

  function styleOf(text: string): 'drms' | 'jd' | 'mjd' {
    if (text.startsWith('JD')) return 'jd';
    return text.startsWith('MJD') ? 'mjd' : 'drms';
  }

  test('Julian days are TT unless they name a zone', () => {
    expect(seconds('JD_2443144.5')).toBe(-32.184);
    expect(seconds('MJD_43144.25_TAI')).toBe(21600);
    expect(seconds('MJD_57478.999583333333_TAI')).toBeCloseTo(1238543964, 3);
  });

  test.each([
    ['foo', 'not a time'],
    ['2010.13.01', 'month'],
    ['2013.02.29', '1 to 28'],
    ['2010.05.01_25:00', 'hour'],
    ['2013.06.30_23:59:60_UTC', 'no leap second'],
    ['2012.06.30_23:59:60_TAI', 'TAI has no leap seconds'],
    ['2010.05.01_00:00:00_PST', 'not a time zone'],
    ['1151916120', 'not a time'],
    ['2010.05.01_00:00_J', 'not a time zone'],
  ])('“%s” is a problem that says why', (text, part) => {
    const reading = parseTime(text);
    expect(reading.kind === 'problem' && `${reading.message} ${reading.remedy}`).toContain(part);
  });

  test('Whether the text named a zone is known', () => {
    expect(parseTime('2010.05.01')).toMatchObject({ hasZone: false, zone: utc, precision: -3 });
    expect(parseTime('2010.05.01_TAI')).toMatchObject({ hasZone: true, zone: tai });
  });
});

describe('Text → instant → text', () => {
  const zones = ['TAI', 'UTC', 'TT', 'Z', 'TDT', 'GPS', 'A', 'Y', '+0530', '-0800'].map(
    (label) => parseTimeZone(label) ?? tai,
  );
  const formats = fc.oneof(
    fc.record({
      zone: fc.constantFrom(...zones),
      precision: fc.integer({ min: -5, max: 9 }),
      style: fc.constant('drms' as const),
    }),
    fc.record({
      zone: fc.constant(utc),
      precision: fc.integer({ min: -2, max: 9 }),
      style: fc.constant('iso' as const),
    }),
    fc.record({
      zone: fc.constant(tt),
      precision: fc.integer({ min: 0, max: 15 }),
      style: fc.constantFrom('jd' as const, 'mjd' as const),
    }),
  );
  const instants = fc.oneof(
    fc.bigInt({ min: joinSeconds(-5e9), max: joinSeconds(3e9) }),
    fc
      .record({
        end: fc.constantFrom(...leapSecondEnds),
        off: fc.bigInt({ min: -3n * nanosecondsPerSecond, max: 3n * nanosecondsPerSecond }),
      })
      .map(({ end, off }) => joinSeconds(end) + off),
  );

  test('A written time reads as a time that is written the same', () => {
    fc.assert(
      fc.property(instants, formats, (instant, format) => {
        const text = formatTime(instant, format);
        const reading = parseTime(text);
        expect(reading.kind, text).toBe('time');
        if (reading.kind !== 'time') return;
        expect(formatTime(reading.instant, format)).toBe(text);
        if (format.style !== 'iso')
          expect(formatTime(reading.instant, { ...reading, zone: format.zone, precision: format.precision })).toBe(
            text,
          );
      }),
      { numRuns: 2000 },
    );
  });

  test('With nanoseconds nothing is lost', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
        const reading = parseTime(formatTime(instant, { zone, precision: 9, style: 'drms' }));
        expect(reading.kind === 'time' && reading.instant).toBe(instant);
      }),
      { numRuns: 2000 },
    );
  });

  test('Any text is read without failing', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseTime(text)));
  });
});

test('The format of a keyword follows its unit', () => {
  const instant = joinSeconds(1238544000);
  expect(formatTime(instant, timeFormatOfUnit('TAI'))).toBe('2016.04.01_00:00:00_TAI');
  expect(formatTime(instant, timeFormatOfUnit('ISO'))).toBe('2016-03-31T23:59:24Z');
  expect(formatTime(instant, timeFormatOfUnit('UTC', 2))).toBe('2016.03.31_23:59:24.00_UTC');
  expect(formatTime(instant, timeFormatOfUnit('Z'))).toBe('2016.03.31_23:59:24Z');
  expect(formatTime(instant, timeFormatOfUnit('none'))).toBe('2016.03.31_23:59:24_UTC');
  expect(formatTime(instant, isoFormat)).toBe('2016-03-31T23:59:24Z');
});

test('Rounding never shows a second 60 that does not exist', () => {
  expect(formatTime(joinSeconds(59, 999_999_999), taiFormat)).toBe('1977.01.01_00:01:00_TAI');
  expect(formatTime(joinSeconds(1262304035, 999_999_999), isoFormat)).toBe('2016-12-31T23:59:60Z');
});

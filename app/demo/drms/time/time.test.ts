import { describe, expect, it } from 'vitest';
import { formatTime } from './format-time.ts';
import { parseTime } from './parse-time.ts';

const tai = { zone: 'TAI', digits: 0 } as const;
const iso = { zone: 'ISO', digits: 0 } as const;

describe('times of the demo', () => {
  it.each([
    ['1977.01.01_00:00:00_TAI', 0],
    ['1958.01.01_00:00:00_TAI', -599616000],
    ['1993.01.01_00:00:00_TAI', 504921600],
    ['2010.05.01_00:00:00_TAI', 1051747200],
    ['2016.04.01_00:00:00_TAI', 1238544000],
    ['2016-03-31T23:59:24Z', 1238544000],
    ['2014-01-01T00:00:01Z', 1167609636],
    ['2012-06-30T23:59:60Z', 1120176034],
    ['2016-12-31T23:59:60Z', 1262304036],
    ['2017-01-01T00:00:00Z', 1262304037],
  ])('%s is second %d', (text, seconds) => {
    expect(parseTime(text)).toBe(seconds);
    expect(formatTime(seconds, text.endsWith('Z') ? iso : tai)).toBe(text);
  });

  it('fills what a partial date leaves out, and takes no zone for UTC', () => {
    expect(parseTime('2016.04.01_TAI')).toBe(1238544000);
    expect(parseTime('2016_TAI')).toBe(parseTime('2016.01.01_00:00:00_TAI'));
    expect(parseTime('2018.8.15')).toBe(parseTime('2018-08-15T00:00:00Z'));
  });

  it('knows zones by name, letter and offset, and Julian dates in TT', () => {
    const noon = parseTime('2016.04.01_12:00:00_UTC') ?? 0;
    expect(parseTime('2016.04.01_14:00:00_+0200')).toBe(noon);
    expect(parseTime('2016.04.01_13:00:00_A')).toBe(noon);
    expect(parseTime('2016.04.01_00:00:19_TAI')).toBe(parseTime('2016.04.01_00:00:00_GPS') ?? 0);
    expect(parseTime('MJD_43144')).toBeCloseTo(-32.184, 3);
    expect(parseTime('JD_2443144.5_TAI')).toBe(0);
  });

  it('refuses what is no time', () => {
    for (const text of ['', 'foo', '2016.13.01', '2016.01.01_25:00', '16.1.1']) expect(parseTime(text)).toBeUndefined();
  });

  it('prints fractions and short forms', () => {
    expect(formatTime(1238544000.5, { zone: 'TAI', digits: 2 })).toBe('2016.04.01_00:00:00.50_TAI');
    expect(formatTime(1238544000, { zone: 'TAI', digits: -1 })).toBe('2016.04.01_00:00_TAI');
    expect(formatTime(1167609636, { zone: 'UTC', digits: 0 })).toBe('2014.01.01_00:00:01Z');
  });
});

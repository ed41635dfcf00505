import { describe, expect, test } from 'vitest';
import { parseTimeLabel, parseTimeLabels } from './time-label.ts';

describe(
  '`to_datetime`: six TAI forms; ten `Z` forms with `T` or blank, without seconds; force with `_TAI`, `_UTC`, `Z`; ' +
    'list, tuple, array inputs; invalid ones → missing, also inside a list; `[]` → empty. Leap second `:60` is an ' +
    'expected failure there; a new client should pass it.',
  () => {
    test.each([
      ['2010.05.01_TAI', '2010-05-01T00:00:00'],
      ['2010.05.01_00:00_TAI', '2010-05-01T00:00:00'],
      ['2010.05.01_00:00:00_TAI', '2010-05-01T00:00:00'],
      ['2010.05.01_01:23:45_TAI', '2010-05-01T01:23:45'],
      ['2013.12.21_23:32_TAI', '2013-12-21T23:32:00'],
      ['2013.12.21_23:32:34_TAI', '2013-12-21T23:32:34'],
      ['2010-05-01T00:00Z', '2010-05-01T00:00:00'],
      ['2010-05-01T00:00:00Z', '2010-05-01T00:00:00'],
      ['2010-05-01T01:23:45Z', '2010-05-01T01:23:45'],
      ['2013-12-21T23:32Z', '2013-12-21T23:32:00'],
      ['2013-12-21T23:32:34Z', '2013-12-21T23:32:34'],
      ['2010-05-01 00:00Z', '2010-05-01T00:00:00'],
      ['2010-05-01 00:00:00Z', '2010-05-01T00:00:00'],
      ['2010-05-01 01:23:45Z', '2010-05-01T01:23:45'],
      ['2013-12-21 23:32Z', '2013-12-21T23:32:00'],
      ['2013-12-21 23:32:34Z', '2013-12-21T23:32:34'],
    ])('%s', (text, expected) => {
      expect(parseTimeLabel(text)).toBe(expected);
    });

    test.each(['2013.12.21_23:32:34_TAI', '2013.12.21_23:32:34_UTC', '2013.12.21_23:32:34Z'])('force: %s', (text) => {
      expect(parseTimeLabel(text, { force: true })).toBe('2013-12-21T23:32:34');
    });

    test.each(['2012-06-30T23:59:60Z', '2015-06-30T23:59:60Z', '2016-12-31T23:59:60Z'])('leap second: %s', (text) => {
      expect(parseTimeLabel(text)).toBe(text.slice(0, 19));
    });

    test('lists; one `_TAI` is enough for all', () => {
      expect(parseTimeLabels(['2010.05.01_TAI', '2010.05.02_00:00'])).toEqual([
        '2010-05-01T00:00:00',
        '2010-05-02T00:00:00',
      ]);
      expect(parseTimeLabels(['2010.05.02_00:00'])).toEqual([null]);
      expect(parseTimeLabels([])).toEqual([]);
    });

    test.each(['', '1600', 'foo', '2013.14.21_23:32:34_TAI', '2010.02.30_TAI'])('invalid: “%s”', (text) => {
      expect(parseTimeLabel(text)).toBeNull();
      expect(parseTimeLabels([text, '2010.05.01_TAI'])).toEqual([null, '2010-05-01T00:00:00']);
    });
  },
);

test('Numeric coercion: unparsable → NaN. Time coercion of ISO strings. (the times)', () => {
  expect(parseTimeLabels(['2016-04-01 00:00:00', '2016-04-01 06:00:00'])).toEqual([
    '2016-04-01T00:00:00',
    '2016-04-01T06:00:00',
  ]);
});

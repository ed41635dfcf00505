import { describe, expect, test } from 'vitest';
import { namedSegments, recordParts, seriesNameOf } from './series-name.ts';
import { splitArg } from './split-arg.ts';

test.each([
  ['hmi.v_45s[2010.05.01_TAI]{Dopplergram}', ['Dopplergram']],
  ["a.b[1]{x, y},c.d[? TXT = '{no}' ?]{y}", ['x', 'y']],
  ['hmi.v_45s[$]', []],
])('segments named by %s', (recordSet, segments) => {
  expect(namedSegments(recordSet)).toEqual(segments);
});

describe('Series name extraction from 5 forms (bare, filter, slice, SQL, segment).', () => {
  test.each([
    'hmi.v_45s',
    'hmi.v_45s[2010.05.01_TAI]',
    'hmi.v_45s[2010.05.01_TAI/365d@1d]',
    'hmi.v_45s[2010.05.01_TAI/365d@1d][?QUALITY>=0?]',
    'hmi.v_45s[2010.05.01_TAI/1d@6h]{Dopplergram}',
  ])('%s', (recordSet) => {
    expect(seriesNameOf(recordSet)).toBe('hmi.v_45s');
  });

  test('leading blanks and texts without a name', () => {
    expect(seriesNameOf('  hmi.V_45s [$]')).toBe('hmi.V_45s');
    expect(seriesNameOf('[$]')).toBeNull();
  });
});

describe('`split_arg`: `""`→[], `"asd"`, `"aa,bb,cc"`, `"aa, bb, cc"`, `" aa,bb,  cc, dd"`, tabs and trailing blanks; lists pass unchanged.', () => {
  test.each([
    ['', []],
    ['asd', ['asd']],
    ['aa,bb,cc', ['aa', 'bb', 'cc']],
    ['aa, bb, cc', ['aa', 'bb', 'cc']],
    [' aa,bb,  cc, dd', ['aa', 'bb', 'cc', 'dd']],
    ['aa,\tbb,cc, dd ', ['aa', 'bb', 'cc', 'dd']],
    [[], []],
    [
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ],
  ])('%j', (argument, expected) => {
    expect(splitArg(argument)).toEqual(expected);
  });
});

describe('Parts of a record', () => {
  test('values and segments', () => {
    expect(recordParts('hmi.V_45s[2016.04.01_00:00:00_TAI][2]{Dopplergram, x}')).toEqual({
      series: 'hmi.V_45s',
      values: ['2016.04.01_00:00:00_TAI', '2'],
      segments: ['Dopplergram', 'x'],
    });
  });

  test('a record by its number, and a bare name', () => {
    expect(recordParts('a.b[:#123]{seg}')).toEqual({ series: 'a.b', values: [':#123'], segments: ['seg'] });
    expect(recordParts('a.b')).toEqual({ series: 'a.b', values: [], segments: [] });
  });

  test('other texts are none', () => {
    expect(recordParts('movie of 4 records')).toBeNull();
    expect(recordParts('')).toBeNull();
  });
});

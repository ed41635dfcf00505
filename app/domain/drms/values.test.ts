import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drmsSeconds } from '../time/instant.ts';
import { coerceNumbers, parseBigInteger, parseNumber, toSigned32 } from './numbers.ts';
import { formatQuality, imageExists, qualityBits, qualityFamily } from './quality.ts';
import type { KeywordStructure, KeywordType } from './series-structure.ts';
import {
  describeColumn,
  describeColumnByName,
  instantOfCell,
  isMissingDefault,
  readCell,
  wordsOfState,
} from './values.ts';

describe('Numeric coercion: unparsable → NaN. Time coercion of ISO strings. (the numbers)', () => {
  test.each([
    [
      ['1.0', '2', '-3'],
      [1, 2, -3],
    ],
    [
      ['1.0', 'apple', '-3'],
      [1, Number.NaN, -3],
    ],
    [
      ['MISSING', 'Invalid KeyLink', '', ' 12 '],
      [Number.NaN, Number.NaN, Number.NaN, 12],
    ],
  ])('%j', (texts, expected) => {
    expect([...coerceNumbers(texts)]).toEqual(expected);
  });
});

describe('Numbers', () => {
  test.each([
    ['1e-3', 0.001],
    ['+5.', 5],
    ['.5', 0.5],
    ['inf', Number.POSITIVE_INFINITY],
    ['-inf', Number.NEGATIVE_INFINITY],
    ['nan', Number.NaN],
    ['', undefined],
    ['   ', undefined],
    ['0x10', undefined],
    ['1_000', undefined],
    ['1 2', undefined],
  ])('%j is %s', (text, expected) => {
    expect(parseNumber(text)).toBe(expected);
  });

  test.each([
    ['0x80000000', 2147483648],
    ['0xC0000000', 3221225472],
    ['0x00000000', 0],
    ['-0x10', undefined],
  ])('with integer types %s is %s', (text, expected) => {
    expect(parseNumber(text, { isHexAllowed: true })).toBe(expected);
  });

  test('Integers beyond 2^53 are exact', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        expect(parseBigInteger(String(value))).toBe(value);
        expect(readCell(String(value), 'longlong')).toEqual({ state: 'value', text: String(value), value });
      }),
    );
  });

  test('Masks are signed in SQL', () => {
    expect(toSigned32(2147483648)).toBe(-2147483648);
    expect(toSigned32(255)).toBe(255);
  });
});

describe('Cells', () => {
  test.each<[string, KeywordType, string, unknown?]>([
    ['MISSING', 'int', 'missing'],
    ['MISSING', 'double', 'missing'],
    ['MISSING', 'time', 'missing'],
    ['-4712.01.01_11:59:28_TAI', 'time', 'missing'],
    ['', 'string', 'missing'],
    ['nan', 'float', 'not-a-number'],
    ['Invalid KeyLink', 'float', 'invalid-keyword'],
    ['Invalid_Link', 'string', 'invalid-link'],
    ['BadSegLink', 'string', 'invalid-link'],
    ['InvalidSegName', 'string', 'invalid-segment'],
    ['NoDataDirectory', 'string', 'offline'],
    ['apple', 'float', 'unreadable'],
    ['1.5', 'longlong', 'unreadable'],
    ['yesterday', 'time', 'unreadable'],
    ['12.5', 'float', 'value', 12.5],
    ['0x80000000', 'int', 'value', 2147483648],
    ['9007199254740993', 'longlong', 'value', 9007199254740993n],
    ['0xFFFFFFFFFFFFFFFF', 'longlong', 'value', 18446744073709551615n],
    ['7', 'char', 'value', '7'],
    ['text', 'string', 'value', 'text'],
  ])('“%s” of type %s is %s', (text, type, state, value) => {
    const cell = readCell(text, type);
    expect(cell.state).toBe(state);
    expect(cell.text).toBe(text);
    if (cell.state === 'value') expect(cell.value).toBe(value);
    else expect(wordsOfState(cell.state)).not.toBe('');
  });

  test('Times carry their instant', () => {
    const instant = instantOfCell(readCell('2016.04.01_00:00:00_TAI', 'time'));
    expect(instant === null ? null : drmsSeconds(instant)).toBe(1238544000);
    expect(instantOfCell(readCell('MISSING', 'time'))).toBeNull();
  });

  test.each<[string, KeywordType, boolean]>([
    ['-128', 'char', true],
    ['-32768', 'short', true],
    ['-2147483648', 'int', true],
    ['-9223372036854775808', 'longlong', true],
    ['-9223372036854775807', 'longlong', false],
    ['nan', 'double', true],
    ['0', 'float', false],
    ['-4712.01.01_11:59:28_TAI', 'time', true],
    ['', 'string', true],
    ['x', 'string', false],
  ])('the default “%s” of type %s stands for missing: %s', (defval, type, expected) => {
    expect(isMissingDefault(defval, type)).toBe(expected);
  });
});

describe('Columns', () => {
  const keyword: KeywordStructure = {
    name: 'T_REC',
    type: 'time',
    recscope: 'ts_eq',
    defval: '',
    units: 'TAI',
    note: 'Slot time',
  };

  test('The unit of a time is its scale', () => {
    expect(describeColumn(keyword)).toEqual({ name: 'T_REC', type: 'time', unit: '', note: 'Slot time', scale: 'TAI' });
  });

  test('"none" is no unit', () => {
    expect(describeColumn({ ...keyword, type: 'int', units: 'none' })).toMatchObject({ unit: '', scale: null });
    expect(describeColumn({ ...keyword, type: 'float', units: 'm/s' })).toMatchObject({ unit: 'm/s' });
  });

  test('Special names and unknown names have a column, too', () => {
    expect(describeColumnByName('*recnum*', [keyword])).toMatchObject({ type: 'longlong' });
    expect(describeColumnByName('T_REC', [keyword])).toMatchObject({ type: 'time' });
    expect(describeColumnByName('nope', [keyword])).toMatchObject({ type: 'string' });
  });
});

describe('QUALITY', () => {
  test.each([
    ['aia.lev1_euv_12s', 'lev1'],
    ['aia.lev1', 'lev1'],
    ['hmi.lev1', 'lev1'],
    ['hmi.lev1a_nrt', 'lev1'],
    ['iris.lev1', 'lev1'],
    ['hmi.V_45s', 'hmi-observables'],
    ['hmi.m_720s_nrt', 'hmi-observables'],
    ['hmi.B_720s', 'other'],
    ['mdi.fd_v', 'mdi'],
    ['hmi.lev10', 'other'],
  ])('%s has bits of %s', (series, family) => {
    expect(qualityFamily(series)).toBe(family);
  });

  test('Set bits have names, those nobody documented say so', () => {
    expect(qualityBits('aia.lev1', 0x40000100).map(({ name }) => name)).toEqual(['MISS0', 'NRT']);
    expect(qualityBits('hmi.v_45s', 0x80000000 | 0x100).map(({ name }) => name)).toEqual(['ECLIPSE', 'NODATA']);
    expect(qualityBits('demo.v', 0x80000001)).toEqual([
      { bit: 0, name: 'bit 0', meaning: 'meaning not known' },
      { bit: 31, name: 'NODATA', meaning: 'no image' },
    ]);
    expect(qualityBits('demo.v', 0)).toEqual([]);
  });

  test('Written unsigned with eight digits, signed or not', () => {
    expect(formatQuality(-2147483648)).toBe('0x80000000');
    expect(formatQuality(0x80000000)).toBe('0x80000000');
    expect(formatQuality(255)).toBe('0x000000FF');
  });

  test('Bit 31 says that there is no image', () => {
    expect(imageExists(0x80000000)).toBe(false);
    expect(imageExists(-1)).toBe(false);
    expect(imageExists(0x00000100)).toBe(true);
  });
});

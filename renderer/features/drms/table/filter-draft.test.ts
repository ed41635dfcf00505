import { describe, expect, test } from 'vitest';
import type { RecordColumn } from '../../../../app/contract/drms.ts';
import type { RecordFilter } from '../../../../app/contract/record-view.ts';
import { draftOf, filterOf, modesOf } from './filter-draft.ts';
import { filterInWords } from './filter-words.ts';

const columnOf = (more: Partial<RecordColumn>): RecordColumn => ({
  name: 'DATAMEAN',
  role: 'keyword',
  kind: 'real',
  type: 'float',
  unit: null,
  timeScale: null,
  note: '',
  hex: false,
  ...more,
});
const real = columnOf({ unit: 'Gauss' });
const time = columnOf({ name: 'T_REC', kind: 'time', timeScale: 'TAI' });
const mask = columnOf({ name: 'QUALITY', kind: 'integer', hex: true });
const text = columnOf({ name: 'CAMERA', kind: 'text' });
const long = columnOf({ name: 'SUNUM', kind: 'longlong' });

describe('a filter', () => {
  test.each<[RecordColumn, RecordFilter, string]>([
    [real, { kind: 'range', column: 3, from: -2.5, to: 5 }, 'DATAMEAN from −2.5 to 5 Gauss'],
    [real, { kind: 'missing', column: 3, isMissing: false }, 'DATAMEAN not missing'],
    [time, { kind: 'range', column: 3, from: null, to: '2016.04.01_TAI' }, 'T_REC up to 2016.04.01_TAI'],
    [
      { ...time, role: 'field' },
      { kind: 'range', column: 3, from: '2026-01-13T08:00:00Z', to: null },
      'T_REC from 2026-01-13 08:00:00 UTC',
    ],
    [
      mask,
      { kind: 'bits', column: 3, mask: 256, set: 'none' },
      'QUALITY without flag “some exposures during an eclipse”',
    ],
    [
      mask,
      { kind: 'bits', column: 3, mask: 0x80000100, set: 'any' },
      'QUALITY with flag “some exposures during an eclipse” or 1 other',
    ],
    [text, { kind: 'text', column: 3, match: 'lacks', text: 'dark' }, 'CAMERA without “dark”'],
    [text, { kind: 'one-of', column: 3, texts: ['a', 'b', 'c'] }, 'CAMERA is “a” or 2 other'],
    [long, { kind: 'range', column: 3, from: '9007199254740993', to: null }, 'SUNUM from 9007199254740993'],
  ])('of %o goes into the form and comes back, and has words', (column, filter, words) => {
    expect(filterOf(draftOf(filter, column), column, 3)).toEqual({ filter });
    expect(filterInWords(filter, column, 'hmi.V_45s')).toBe(words);
  });

  test('of a time is meant in the scale of its column unless it says otherwise', () => {
    const draft = { ...draftOf(undefined, time), from: '2016.04.01_06:00', to: '2016-04-02T00:00:00Z' };
    expect(filterOf(draft, time, 0)).toEqual({
      filter: { kind: 'range', column: 0, from: '2016.04.01_06:00_TAI', to: '2016-04-02T00:00:00Z' },
    });
  });

  test.each<[RecordColumn, object, RegExp]>([
    [real, { from: '5 Gauss' }, /“5 Gauss” is no number/],
    [real, {}, /at least one end/],
    [time, { from: 'yesterday' }, /2016\.04\.01/],
    [time, { to: 'MISSING' }, /missing time/],
    [mask, {}, /at least one flag/],
    [text, {}, /Write a text/],
    [text, { mode: 'one-of' }, /Tick at least one text/],
  ])('of %o with %o is refused in words', (column, change, problem) => {
    expect(filterOf({ ...draftOf(undefined, column), ...change }, column, 0)).toEqual({
      problem: expect.stringMatching(problem),
    });
  });

  test('has the ways that fit its column, the usual one first', () => {
    expect(modesOf(real).map(({ value }) => value)).toEqual(['range', 'present', 'missing']);
    expect(modesOf(mask)[0]).toEqual({ value: 'no-bit', label: 'has none of the flags' });
    expect(modesOf(text).map(({ value }) => value)).toContain('one-of');
  });
});

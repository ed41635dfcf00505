import { describe, expect, test } from 'vitest';
import type { JsonTreeValue } from '../../../domain/json-tree.ts';
import { choice, duration, type Field, markdown, number, optional, readOnly, text, whole, yesNo } from './fields.ts';

/** A field, a value, what is wrong with it, what the form gets. */
const written: [string, Field<unknown>, unknown, string | undefined, string][] = [
  ['text', text({ longest: 3 }), ' µµµ ', undefined, 'µµµ'],
  ['text', text({ longest: 3 }), 'abcd', 'has 4 characters; JuliaBase keeps 3', 'abcd'],
  ['text', text(), '  ', 'is empty', ''],
  ['Markdown', markdown(), 'a *b*\n', undefined, 'a *b*'],
  ['Markdown', markdown(), 'a ![b](c)', 'contain an image (`![`), which JuliaBase does not allow', 'a ![b](c)'],
  ['number', number(), 0, undefined, '0'],
  ['number', number(), 1.2e-9, undefined, '1.2e-9'],
  ['number', number(), Number.NaN, 'is no number', 'NaN'],
  ['number', number({ decimals: 1 }), 25.3, undefined, '25.3'],
  ['number', number({ decimals: 1 }), 25.35, 'has more digits behind the point than 1', '25.35'],
  ['number', number({ least: 0 }), -1, 'is less than 0', '-1'],
  ['number', number({ most: 5 }), 5, undefined, '5'],
  ['number', number({ most: 5 }), 5.1, 'is more than 5', '5.1'],
  ['whole number', whole({ least: 1 }), 2 ** 53, 'is no whole number', '9007199254740992'],
  ['choice', choice(['a', 'b']), 'c', 'is none of a, b', 'c'],
  ['yes or no', yesNo(), true, undefined, 'on'],
  ['yes or no', yesNo(), false, undefined, ''],
  ['duration', duration(), '00:10:00', undefined, '10:00'],
  ['duration', duration(), '1:02:03', undefined, '1:02:03'],
  ['duration', duration(), '10:75', 'is not of the form HH:MM:SS', '10:75'],
  ['duration', duration(), '600', 'is not of the form HH:MM:SS', '600'],
];

describe('a value', () => {
  test.each(written)('of a %s: %o, %j', (_kind, field, value, problem, form) => {
    expect(field.problem(value)).toBe(problem);
    expect(field.toForm(value)).toBe(form);
  });

  test.each<[string, Field<unknown>, JsonTreeValue, unknown]>([
    ['text', text(), ' a ', 'a'],
    ['text', text(), 1, undefined],
    ['Markdown', markdown(), 'a\r\nb\n', 'a\nb'],
    ['number', number(), 0, 0],
    ['number', number(), '1', undefined],
    ['choice', choice(['a']), 'a', 'a'],
    ['choice', choice(['a']), 'b', undefined],
    ['yes or no', yesNo(), false, false],
    ['yes or no', yesNo(), 'on', undefined],
    ['duration', duration(), '00:55:00', '55:00'],
    ['duration', duration(), '', undefined],
  ])('of a %s is read: %o, %j', (_kind, field, value, read) => {
    expect(field.read(value)).toBe(read);
  });

  test('may be left out, or only read', () => {
    expect(optional(number({ unit: 'nm' }))).toMatchObject({ use: 'optional', unit: 'nm' });
    expect(readOnly(yesNo()).use).toBe('read-only');
  });
});

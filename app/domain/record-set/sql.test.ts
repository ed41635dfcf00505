import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KeywordType } from '../drms/series-structure.ts';
import { parseRecordSet } from './parse.ts';
import { sqlLiteral, sqlTokens } from './sql.ts';

describe('Literals are quoted as their type needs it', () => {
  test.each<[string, KeywordType, string]>([
    ['LIGHT', 'string', "'LIGHT'"],
    ["O'Brien", 'string', "'O''Brien'"],
    ['193', 'int', '193'],
    ['0x80000000', 'int', '-2147483648'],
    ['9007199254740993', 'longlong', '9007199254740993'],
    ['1.5e3', 'float', '1.5e3'],
    ['2016.04.01_TAI', 'time', '$(2016.04.01_TAI)'],
    ['x', 'char', "'x'"],
  ])('%s of type %s is %s', (value, type, sql) => {
    expect(sqlLiteral(value, type)).toEqual({ ok: true, sql });
  });

  test.each<[string, KeywordType]>([
    ['abc', 'int'],
    ['1.5', 'longlong'],
    ['', 'double'],
    ['nan', 'double'],
    ['soon', 'time'],
    ['MISSING', 'time'],
    ['a;b', 'string'],
    ['a?]b', 'string'],
  ])('“%s” cannot be a literal of type %s', (value, type) => {
    expect(sqlLiteral(value, type)).toMatchObject({ ok: false });
  });

  test('A text comes back as one piece from a query', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const literal = sqlLiteral(text, 'string');
        if (!literal.ok || text.includes('?')) return;
        expect(sqlTokens(`name = ${literal.sql}`).map(({ kind }) => kind)).toEqual(['name', 'sign', 'text']);
        expect(parseRecordSet(`a.b[? name = ${literal.sql} ?]`).ok).toBe(true);
      }),
    );
  });
});

test('Tokens of a query', () => {
  const query = "T_REC > $(2016.04.01_TAI) and upper(name)<>'it''s' or x>=-1.5e3";
  expect(sqlTokens(query).map(({ text }) => text)).toEqual([
    ...[
      'T_REC',
      '>',
      '$(2016.04.01_TAI)',
      'and',
      'upper',
      '(',
      'name',
      ')',
      '<>',
      "'it''s'",
      'or',
      'x',
      '>=',
      '-',
      '1.5e3',
    ],
  ]);
  expect(sqlTokens(query).every(({ from, to, text }) => query.slice(from, to) === text)).toBe(true);
});

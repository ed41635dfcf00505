import { expect, test } from 'vitest';
import { placeOfByte, readSqlError } from './sql-place.ts';

test('the place that is drawn below a line of the statement', () => {
  const statement = 'SELECT a,\n  foo(a)\nFROM t';
  const message = 'Catalog Error: There is no foo!\nDid you mean "floor"?\n\nLINE 2:   foo(a)\n          ^';
  expect(readSqlError(message, statement)).toEqual({
    text: 'There is no foo!\nDid you mean "floor"?',
    place: { position: 12 },
  });
  expect(statement.slice(12)).toMatch(/^foo/);
});

test('a long line is shown in part', () => {
  const statement = `SELECT ${'a + '.repeat(60)}b FROM t`;
  const shown = `...${statement.slice(-40)}`;
  const message = `Binder Error: b\n\nLINE 1: ${shown}\n${' '.repeat(8 + shown.indexOf('b FROM'))}^`;
  expect(readSqlError(message, statement).place).toEqual({ position: statement.indexOf('b FROM') });
});

test('errors without a place', () => {
  expect(readSqlError('Out of range', 'SELECT 1')).toEqual({ text: 'Out of range', place: null });
  expect(readSqlError('Binder Error: x\n\nLINE 9: x\n        ^', 'SELECT 1').place).toBeNull();
});

test('bytes are no characters', () => {
  expect(placeOfByte('SELECT "é" x', '12')).toEqual({ position: 11 });
  expect([placeOfByte('a', undefined), placeOfByte('a', -1)]).toEqual([null, null]);
});

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseJsonBody } from './json-body.ts';

const refusal = (words: string) =>
  expect.objectContaining({ code: 'bad-response', message: expect.stringContaining(words) });

describe('JSON of a server', () => {
  it('is what JSON.parse makes of it, whatever stands in its texts', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        fc.pre(!/__proto__|constructor|prototype/.test(text));
        expect(parseJsonBody(text, 'x')).toEqual(JSON.parse(text));
      }),
    );
  });

  it('keeps the order of keys and odd keys', () => {
    const text = '{"process #9":1,"process #10":2,"":3,"toString":4}';
    expect(JSON.stringify(parseJsonBody(text, 'x'))).toBe(text);
  });

  it('loses keys that mean something to JavaScript, at any depth', () => {
    const text = '[{"a":[{"__proto__":{"polluted":1},"b":2,"constructor":{"prototype":3},"prototype":4}]}]';
    expect(JSON.stringify(parseJsonBody(text, 'x'))).toBe('[{"a":[{"b":2}]}]');
    expect(Object.keys(parseJsonBody('{"\\u005f_proto__":1,"const\\u0072uctor":2,"c":3}', 'x') as object)).toEqual([
      'c',
    ]);
    expect({}).not.toHaveProperty('polluted');
  });

  test.each([
    '',
    '{',
    '[1,',
    '{"a":1,}',
    "{'a':1}",
    'NaN',
    'undefined',
    '"open',
    '"open\\',
    '\ufeff1',
    '1 2',
    '<html>',
  ])('is none: %j', (text) => {
    expect(() => parseJsonBody(text, 'sample “x” of lab', 'lab')).toThrow(
      expect.objectContaining({
        code: 'bad-response',
        message: 'The answer for sample “x” of lab is not valid JSON.',
        source: 'lab',
      }),
    );
  });
});

describe('limits', () => {
  const lists = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

  it('let 256 levels through and no more', () => {
    expect(() => parseJsonBody(lists(256), 'x')).not.toThrow();
    expect(() => parseJsonBody(lists(257), 'x')).toThrow(refusal('nested deeper'));
    expect(() => parseJsonBody(`${'{"a":'.repeat(257)}1${'}'.repeat(257)}`, 'x')).toThrow(refusal('nested deeper'));
  });

  it('count neither brackets nor commas in texts', () => {
    const text = JSON.stringify(['[{,'.repeat(2_000_000), '\\"[', '"'.repeat(300), '[\\'.repeat(300)]);
    expect(parseJsonBody(text, 'x')).toHaveLength(4);
  });

  test.each<[string, string]>([
    ['a tower of thirty million lists', '['.repeat(30_000_000)],
    ['thirty million numbers', `[${'1,'.repeat(30_000_000)}1]`],
    ['twenty million lists', `[${'[],'.repeat(20_000_000)}1]`],
    ['ten million objects', `[${'{"a":1},'.repeat(7_000_000)}1]`],
  ])('stop %s before anything is built', (_, text) => {
    expect(() => parseJsonBody(text, 'x', 'lab')).toThrow(
      expect.objectContaining({ code: 'bad-response', source: 'lab' }),
    );
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asJson } from './as-json.ts';

class Reading {
  readonly kelvin = 300;
}

test.each<[string, unknown, string]>([
  ['nothing', undefined, 'null'],
  ['null', null, 'null'],
  ['text', 'a "b" µ', '"a \\"b\\" µ"'],
  ['a set', new Set([3, 1]), '[3,1]'],
  [
    'a map',
    new Map<unknown, unknown>([
      ['b', new Set()],
      [1, null],
    ]),
    '{"1":null,"b":[]}',
  ],
  ['a date', new Date(Date.UTC(2027, 2, 5, 13, 20)), '"2027-03-05T13:20:00.000Z"'],
  ['a date that is none', new Date(Number.NaN), 'null'],
  ['bytes', new Uint8Array([1, 255]), '[1,255]'],
  ['numbers', new Float32Array([0.5]), '[0.5]'],
  ['a big number', 12n, '12'],
  ['a number too big for JSON', 2n ** 60n, '"1152921504606846976"'],
  ['numbers JSON does not know', [Number.NaN, Number.POSITIVE_INFINITY, -0], '["NaN","Infinity",0]'],
  ['what is undefined', { a: undefined, b: [undefined] }, '{"b":[null]}'],
  ['an address', new URL('https://lab.example/x'), '"https://lab.example/x"'],
  ['an error', new RangeError('too far'), '"RangeError: too far"'],
  ['a pattern', /a+/g, '"/a+/g"'],
  ['a symbol', Symbol('s'), '"Symbol(s)"'],
  ['an object of a class', new Reading(), '{"kelvin":300}'],
])('%s', (_, value, json) => {
  expect(asJson(value)).toBe(json);
});

test('a key that means something to JavaScript is a key like any other', () => {
  expect(asJson(JSON.parse('{"__proto__":{"x":1}}'))).toBe('{"__proto__":{"x":1}}');
  expect(asJson(new Map([['__proto__', 1]]))).toBe('{"__proto__":1}');
});

test('what is JSON already stays as it is', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      expect(asJson(value)).toBe(JSON.stringify(value));
    }),
  );
});

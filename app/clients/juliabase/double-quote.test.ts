import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { doubleQuote, doubleUnquote, quote } from './double-quote.ts';

test.each([
  ['a/b c', 'a%252Fb%2520c'],
  ['50%', '50%2525'],
  ["!'()*", '%2521%2527%2528%2529%252A'],
  ['A-Za-z0-9-_.~', 'A-Za-z0-9-_.~'],
  ['µ', '%25C2%25B5'],
  ['?#&=+', '%253F%2523%2526%253D%252B'],
  ['', ''],
])('%j stands in addresses as %s', (name, quoted) => {
  expect(doubleQuote(name)).toBe(quoted);
  expect(doubleUnquote(quoted)).toBe(name);
});

describe('any name', () => {
  const name = fc.string({ unit: 'binary' });

  it('comes back', () => {
    fc.assert(
      fc.property(name, (text) => {
        expect(doubleUnquote(doubleQuote(text))).toBe(text);
      }),
    );
  });

  it('is made of characters that no server or proxy takes for its own', () => {
    fc.assert(
      fc.property(name, (text) => {
        expect(doubleQuote(text)).toMatch(/^[A-Za-z0-9\-_.~%]*$/);
      }),
    );
  });
});

test('half a character is refused, because it cannot be sent', () => {
  for (const half of ['\ud800', 'a\udc00b']) {
    expect(() => quote(half)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  }
});

test.each([
  ['a%2Fb', 'a/b'],
  ['plain', 'plain'],
  ['50%', '50%'],
  ['%FF%zz', '%FF%zz'],
])('%s, which was not quoted twice, is read as far as it can be', (piece, name) => {
  expect(doubleUnquote(piece)).toBe(name);
});

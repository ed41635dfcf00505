import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseWish } from './parse-wish.ts';

describe('a wish', () => {
  test('signs of query languages are no more than gaps', () => {
    expect(parseWish('"14S* NEAR(-a:b) OR').words).toEqual(['14s', 'near', 'a', 'b', 'or']);
    expect(parseWish(' "*:-^() ')).toEqual({ words: [], whole: '"*:-^()' });
  });

  test('whatever is typed becomes at most twelve words of letters and digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const { words } = parseWish(text);
        expect(words.length).toBeLessThanOrEqual(12);
        for (const word of words) expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
      }),
    );
  });

  test('ten thousand letters are asked for by their start', () => {
    expect(parseWish('x'.repeat(10_000)).words).toEqual(['x'.repeat(200)]);
  });
});

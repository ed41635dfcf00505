import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerptOf, marksOf } from './mark-words.ts';

const marked = (text: string, ...words: string[]): string[] =>
  marksOf(text, words).map(([from, to]) => text.slice(from, to));

test('beginnings of words are marked, a name with its signs in one', () => {
  expect(marked('Conductivity of 26S-001', 'cond', '26s', '001')).toEqual(['Cond', '26S-001']);
  expect(marked('Größe', 'grosse')).toEqual(['Größe']);
  expect(marked('a silane', 'lane')).toEqual([]);
});

test('marks are in order, apart and within the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string({ minLength: 1 })), (text, words) => {
      let done = 0;
      for (const [from, to] of marksOf(text, words)) {
        expect(from).toBeGreaterThanOrEqual(done);
        expect(to).toBeGreaterThan(from);
        done = to;
      }
      expect(done).toBeLessThanOrEqual(text.length);
    }),
  );
});

test('an excerpt is the first line that fits, cut around the word', () => {
  expect(excerptOf('nothing here\nContact pad scratched.\npad', ['pad'])?.text).toBe('Contact pad scratched.');
  const long = `${'before '.repeat(40)}scratched ${'after '.repeat(40)}`;
  const excerpt = excerptOf(long, ['scratched']);
  expect(excerpt?.text).toMatch(/^…before .*scratched after .*…$/);
  const [mark = [0, 0]] = excerpt?.marks ?? [];
  expect(excerpt?.text.slice(...mark)).toBe('scratched');
  expect(excerptOf('nothing', ['pad'])).toBeNull();
});

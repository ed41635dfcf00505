import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchParts, matchScore, parsePaletteQuery } from './palette-query.ts';

describe('parsePaletteQuery', () => {
  it('reads the prefixes', () => {
    expect(parsePaletteQuery('> plot')).toEqual({ scope: 'commands', text: 'plot' });
    expect(parsePaletteQuery('@14S')).toEqual({ scope: 'samples', text: '14S' });
    expect(parsePaletteQuery('#')).toEqual({ scope: 'series', text: '' });
    expect(parsePaletteQuery(' sc series ')).toEqual({ scope: 'all', text: 'sc series' });
  });
});

describe('matchScore', () => {
  it('wants every word, in any order', () => {
    expect(matchScore('µc-Si:H SC variation', 'variation sc')).not.toBeNull();
    expect(matchScore('µc-Si:H SC variation', 'sc thickness')).toBeNull();
  });

  it('prefers starts of words and whole titles', () => {
    const score = (title: string, text: string): number => matchScore(title, text) ?? -1;
    expect(score('Series list', 'ser')).toBeGreaterThan(score('Show series', 'ser'));
    expect(score('Show series', 'ser')).toBeGreaterThan(score('Measured observers', 'ser'));
    expect(score('14S-001', '14s-001')).toBeGreaterThan(score('14S-001-B', '14s-001'));
  });

  it('finds by keywords too', () => {
    expect(matchScore('New connection…', 'juliabase', 'add JuliaBase')).not.toBeNull();
  });
});

describe('matchParts', () => {
  it('loses nothing of the title, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (title, text) => {
        expect(
          matchParts(title, text)
            .map((part) => part.text)
            .join(''),
        ).toBe(title);
      }),
    );
  });

  it('marks the words', () => {
    expect(matchParts('µc-Si:H SC', 'sc')).toEqual([
      { text: 'µc-Si:H ', isMatch: false },
      { text: 'SC', isMatch: true },
    ]);
  });
});

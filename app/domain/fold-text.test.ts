import { describe, expect, test } from 'vitest';
import { foldText, nameWords, wordPlaces, wordsOf } from './fold-text.ts';

test('letters compare without case, accents and special forms', () => {
  expect(foldText('Äußere Øse, µc-Si:H')).toBe('aussere ose, uc-si:h');
  expect(foldText('SiH₄ · 10⁻⁷')).toBe('sih4 · 10−7');
  expect(foldText('ŁÓDŹ')).toBe('lodz');
});

describe('words of names', () => {
  test('parts and the whole', () => {
    expect(nameWords('14S-005')).toEqual(['14s', '005', '14s005']);
    expect(nameWords('hmi.sharp_cea_720s')).toEqual(['hmi', 'sharp', 'cea', '720s', 'hmisharpcea720s']);
    expect(wordsOf('raw/2026/sigma_26K-001.dat')).toEqual(['raw', '2026', 'sigma', '26k', '001', 'dat']);
  });

  test('places are those of the text as it is written', () => {
    const text = 'Große 14S-005';
    const written = wordPlaces(text).map(({ word, from, to }) => [word, text.slice(from, to)]);
    expect(written).toEqual([
      ['grosse', 'Große'],
      ['14s', '14S'],
      ['005', '005'],
    ]);
  });
});

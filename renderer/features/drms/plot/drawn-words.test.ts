import { expect, test } from 'vitest';
import { drawnInWords } from './drawn-words.ts';

const drawn = { points: 1918, records: 1920, curves: 1, isThinned: false, isZoomed: false, missing: 0 };

test.each([
  [drawn, '1,918 points'],
  [{ ...drawn, missing: 27 }, '1,918 points; 27 without value left open'],
  [
    { ...drawn, points: 6000, records: 712_418, isThinned: true },
    '712,418 records drawn as 6,000 points, minimum and maximum kept',
  ],
  [
    { ...drawn, points: 5998, isThinned: true, isZoomed: true },
    'thinned out to 5,998 points, minimum and maximum kept',
  ],
  [{ ...drawn, points: 1, curves: 2, missing: 3 }, '1 point'],
])('says of %o what is seen', (one, words) => expect(drawnInWords(one)).toBe(words));

import { expect, test } from 'vitest';
import { appendMarks, createMarker, isMarker, readMarks } from './marker.ts';

test('markers are well-formed, all different, and use the whole alphabet', () => {
  const markers = Array.from({ length: 500 }, createMarker);
  expect(markers.every(isMarker)).toBe(true);
  expect(new Set(markers).size).toBe(500);
  expect(new Set(markers.join('')).size).toBe(32);
});

test('a marker survives the way through comments', () => {
  const marker = createMarker();
  expect(readMarks(appendMarks('Arrhenius fit', { marker }))).toEqual({ marker });
});

import { expect, test } from 'vitest';
import { fillPlaces, placesOf } from './text-template.ts';

test('places are filled, double braces are braces', () => {
  expect(fillPlaces('{{a}} {series}: { count }', (name) => `<${name}>`)).toBe('{a} <series>: <count>');
  expect(placesOf('{{a}} {series}: { count } {}')).toEqual(['series', 'count', '']);
});

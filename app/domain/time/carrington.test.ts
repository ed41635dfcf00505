import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  carringtonDegrees,
  carringtonLongitude,
  carringtonRotation,
  instantOfCarringtonRotation,
} from './carrington.ts';
import { drmsSeconds, joinSeconds, scaleDecimal } from './instant.ts';

interface Fixtures {
  rotations: { rotation: number; tai: number }[];
}
const fixtures: Fixtures = JSON.parse(readFileSync(new URL('./fixtures/times.json', import.meta.url), 'utf8'));

test.each(fixtures.rotations.map(({ rotation, tai }) => [rotation, tai]))(
  'Rotation %d begins within half a minute of an independent computation',
  (rotation, tai) => {
    const instant = instantOfCarringtonRotation(rotation ?? 0) ?? 0n;
    expect(Math.abs(drmsSeconds(instant) - (tai ?? 0))).toBeLessThan(30);
  },
);

test.each([
  [2_456_290.5 + 0.49, 2132],
  [2_456_317.5 + 0.83, 2133],
  [2_456_590.5 + 0.43, 2143],
  [2_456_699.5 + 0.73, 2147],
])('At Julian day %d the printed almanac begins rotation %i', (julianDay, rotation) => {
  const instant = (scaleDecimal(String(julianDay - 2443144.5), 86_400_000_000_000n) ?? 0n) - 32_184_000_000n;
  expect(carringtonRotation(instant)).toBeCloseTo(rotation, 3);
});

test('A rotation has a time that gives the rotation', () => {
  fc.assert(
    fc.property(fc.double({ min: 1400, max: 2500, noNaN: true }), (rotation) => {
      const instant = instantOfCarringtonRotation(rotation);
      expect(carringtonRotation(instant ?? 0n)).toBeCloseTo(rotation, 6);
    }),
  );
});

test('The longitude at the centre falls from 360° to 0° in a rotation', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000_000, max: 2_000_000_000 }), (seconds) => {
      const rotation = carringtonRotation(joinSeconds(seconds));
      const longitude = carringtonLongitude(joinSeconds(seconds));
      const difference = carringtonDegrees(Math.floor(rotation) + 1, longitude) - 360 * rotation;
      expect(Math.abs(difference - 360 * Math.round(difference / 360))).toBeLessThan(1e-4);
    }),
  );
});

test('What is not a number is no time', () => {
  expect(instantOfCarringtonRotation(Number.NaN)).toBeNull();
});

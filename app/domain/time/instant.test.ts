import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  drmsSeconds,
  instantOfDrmsSeconds,
  isMissingInstant,
  joinSeconds,
  missingInstant,
  scaleDecimal,
  splitSeconds,
} from './instant.ts';

test('Seconds and nanoseconds of an instant join to the same instant, also before the epoch', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 21n), max: 10n ** 21n }), (instant) => {
      const { seconds, nanoseconds } = splitSeconds(instant);
      expect(nanoseconds).toBeGreaterThanOrEqual(0);
      expect(nanoseconds).toBeLessThan(1e9);
      expect(joinSeconds(seconds, nanoseconds)).toBe(instant);
    }),
  );
});

test('The double of the server comes back from the instant', () => {
  fc.assert(
    fc.property(fc.integer({ min: -2e9, max: 3e9 }), fc.integer({ min: 0, max: 999 }), (seconds, milliseconds) => {
      const double = seconds + milliseconds / 1000;
      const instant = instantOfDrmsSeconds(double);
      expect(instant === null ? null : Math.round(drmsSeconds(instant) * 1000)).toBe(Math.round(double * 1000));
    }),
  );
  expect(instantOfDrmsSeconds(Number.NaN)).toBeNull();
});

test('A missing time is Julian day 0 in TT', () => {
  expect(drmsSeconds(missingInstant)).toBe(-211087684832.184);
  expect(isMissingInstant(missingInstant)).toBe(true);
  expect(isMissingInstant(0n)).toBe(false);
});

test.each([
  ['45.000000', 1n, 45n],
  ['.5', 10n, 5n],
  ['1.5e3', 1n, 1500n],
  ['2.5', 1n, 3n],
  ['-2.5', 1n, -2n],
  ['0.1', 1_000_000_000n, 100_000_000n],
])('%s times %s is %s, exactly', (text, factor, expected) => {
  expect(scaleDecimal(text, factor)).toBe(expected);
});

test.each(['', '.', 'x', '1e99', '1.2.3', '0x10'])('“%s” is not a decimal number', (text) => {
  expect(scaleDecimal(text, 1n)).toBeNull();
});

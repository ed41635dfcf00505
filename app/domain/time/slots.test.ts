import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDuration, parseDuration } from './duration.ts';
import { joinSeconds } from './instant.ts';
import { parseTime } from './parse-time.ts';
import { slotOfTime, slotsInCadence, slotsInDuration, stepNanoseconds, timeOfSlot } from './slots.ts';

const epoch = joinSeconds(504921600);
const every = (seconds: number) => ({ epoch, step: joinSeconds(seconds), round: joinSeconds(seconds) });

function instant(text: string): bigint {
  const reading = parseTime(text);
  if (reading.kind !== 'time') throw new Error(text);
  return reading.instant;
}

function duration(text: string) {
  const parsed = parseDuration(text);
  if (!parsed) throw new Error(text);
  return parsed;
}

describe('Slots', () => {
  test('2013.07.03_08:42:00_TAI is slot 14377656 of 45 s', () => {
    expect(slotOfTime(instant('2013.07.03_08:42:00_TAI'), every(45))).toBe(14377656n);
    expect(timeOfSlot(14377656n, every(45))).toBe(instant('2013.07.03_08:42:00_TAI'));
  });

  test('Between two slots of 720 s the later one is taken: 08:42 is the slot of 08:48', () => {
    const slot = slotOfTime(instant('2013.07.03_08:42:00_TAI'), every(720));
    expect(timeOfSlot(slot, every(720))).toBe(instant('2013.07.03_08:48:00_TAI'));
  });

  test('With rounding 0 a slot begins at its time', () => {
    const slots = { ...every(45), round: 0n };
    expect(slotOfTime(epoch + joinSeconds(44), slots)).toBe(0n);
    expect(slotOfTime(epoch - 1n, slots)).toBe(-1n);
  });

  test.each([
    ['3m', 45, 4n],
    ['4m', 45, 5n],
    ['40m', 720, 3n],
    ['1s', 45, 1n],
    ['10u', 45, 10n],
  ])('/%s on slots of %i s covers %i', (text, step, expected) => {
    expect(slotsInDuration(duration(text), every(step))).toBe(expected);
  });

  test.each([
    ['6h', 45, 480n],
    ['12s', 45, 1n],
    ['70s', 45, 2n],
    ['300.0s', 720, 1n],
    ['10u', 45, 10n],
  ])('@%s on slots of %i s steps by %i', (text, step, expected) => {
    expect(slotsInCadence(duration(text), every(step))).toBe(expected);
  });

  test('Any slot has a time that gives the slot', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), fc.integer({ min: 1, max: 1e6 }), (slot, step) => {
        expect(slotOfTime(timeOfSlot(slot, every(step)), every(step))).toBe(slot);
      }),
    );
  });

  test.each([
    ['45.000000', 'secs', 45_000_000_000n],
    ['450', 'tenthsecs', 45_000_000_000n],
    ['12', 'mins', 720_000_000_000n],
    ['1.5', 'hours', 5_400_000_000_000n],
    ['1', 'days', 86_400_000_000_000n],
    ['0', 'secs', null],
    ['1', 'degrees', null],
    ['x', 'secs', null],
  ])('A step of %s %s', (step, unit, expected) => {
    expect(stepNanoseconds(step, unit)).toBe(expected);
  });
});

describe('Durations', () => {
  test.each([
    ['3m', 180],
    ['1d', 86400],
    ['45s', 45],
    ['12h', 43200],
    ['300.0s', 300],
    ['90', 90],
    ['1.5h', 5400],
  ])('%s is %d s', (text, seconds) => {
    expect(parseDuration(text)).toEqual({ kind: 'time', nanoseconds: joinSeconds(seconds) });
  });

  test.each(['', 'd', '1w', '1d2h', 'x'])('“%s” is none', (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  test('A written duration reads as the same', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (nanoseconds) => {
        expect(parseDuration(formatDuration({ kind: 'time', nanoseconds }))).toEqual({ kind: 'time', nanoseconds });
      }),
    );
    expect(formatDuration(duration('90m'))).toBe('90m');
    expect(formatDuration(duration('24h'))).toBe('1d');
    expect(formatDuration(duration('0.5s'))).toBe('0.5s');
    expect(formatDuration(duration('10u'))).toBe('10u');
  });
});

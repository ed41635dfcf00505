import type { Duration } from './duration.ts';
import { floorDivide, type Instant, nanosecondsPerSecond, scaleDecimal } from './instant.ts';

/** The grid of a slotted time key: slot `i` is at `epoch + i · step`. */
export interface TimeSlots {
  epoch: Instant;
  /** Nanoseconds, more than 0. */
  step: bigint;
  /**
   * Nanoseconds by which times are gathered: times from half of it before a slot on belong to the slot. With `ts_eq`
   * keys it is the step (nearest slot), with `ts_slot` keys the companion keyword `KEY_round`.
   */
  round: bigint;
}

const secondsOfStepUnit: Readonly<Record<string, bigint>> = {
  secs: 10n,
  tenthsecs: 1n,
  mins: 600n,
  hours: 36_000n,
  days: 864_000n,
};

/**
 * Length of a step as the companion keywords tell it.
 *
 * @param step Decimal text of `KEY_step`, as in `45.000000`.
 * @param unit Value of `KEY_unit`; empty means seconds.
 * @returns Nanoseconds, or `null` if the step is not a positive number or the unit not one of time.
 */
export function stepNanoseconds(step: string, unit = 'secs'): bigint | null {
  const tenths = secondsOfStepUnit[unit.trim().toLowerCase() || 'secs'];
  const nanoseconds = tenths === undefined ? null : scaleDecimal(step, (tenths * nanosecondsPerSecond) / 10n);
  return nanoseconds !== null && nanoseconds > 0n ? nanoseconds : null;
}

/** Times in the middle between two slots go to the later one. */
export function slotOfTime(instant: Instant, { epoch, step, round }: TimeSlots): bigint {
  return floorDivide(2n * (instant - epoch) + round, 2n * step);
}

export function timeOfSlot(slot: bigint, { epoch, step }: TimeSlots): Instant {
  return epoch + slot * step;
}

/** How many slots a range `start/duration` covers: cut to whole slots, at least one. */
export function slotsInDuration(duration: Duration, { step }: TimeSlots): bigint {
  const slots = duration.kind === 'slots' ? BigInt(Math.trunc(duration.slots)) : duration.nanoseconds / step;
  return slots < 1n ? 1n : slots;
}

/** How many slots a cadence `@duration` steps on: rounded to whole slots, at least one. */
export function slotsInCadence(duration: Duration, { step }: TimeSlots): bigint {
  const slots =
    duration.kind === 'slots'
      ? BigInt(Math.round(duration.slots))
      : floorDivide(2n * duration.nanoseconds + step, 2n * step);
  return slots < 1n ? 1n : slots;
}

/**
 * A point in time: whole nanoseconds of TAI since 1977.01.01_00:00:00_TAI, the epoch of all DRMS times.
 *
 * A bigint rather than seconds with a fraction: one plain value that compares with `<`, subtracts to an exact
 * duration, holds 32.184 s (TT − TAI) and any cadence without rounding and has no second form that would need
 * normalising. Columns of a million times stay doubles, as the server keeps them; `drmsSeconds` is the way there.
 */
export type Instant = bigint;

export const nanosecondsPerSecond = 1_000_000_000n;

/** Where DRMS puts a time that is not known: Julian day 0 in TT. */
export const missingInstant: Instant = -211_087_684_832_184_000_000n;

/** Missing also when the text was cut to minutes: nothing before 4713 BC is a time of an observation. */
export function isMissingInstant(instant: Instant): boolean {
  return instant < missingInstant + 60n * nanosecondsPerSecond;
}

/** Quotient rounded towards minus infinity, as slots and days before the epoch need it. */
export function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor !== 0n && dividend < 0n !== divisor < 0n ? quotient - 1n : quotient;
}

/** Whole seconds (rounded down) and the nanoseconds above them, 0 to 999 999 999. */
export function splitSeconds(instant: Instant): { seconds: number; nanoseconds: number } {
  const seconds = floorDivide(instant, nanosecondsPerSecond);
  return { seconds: Number(seconds), nanoseconds: Number(instant - seconds * nanosecondsPerSecond) };
}

export function joinSeconds(seconds: number, nanoseconds = 0): Instant {
  return BigInt(seconds) * nanosecondsPerSecond + BigInt(nanoseconds);
}

/** The double the server works with: seconds of TAI since 1977, good to about 0.1 µs for present times. */
export function drmsSeconds(instant: Instant): number {
  // Not one division: the nanoseconds of a missing time do not fit into a double.
  const { seconds, nanoseconds } = splitSeconds(instant);
  return seconds + nanoseconds / 1e9;
}

/**
 * From the double the server works with.
 *
 * @returns `null` for NaN and infinities, which are not times.
 */
export function instantOfDrmsSeconds(seconds: number): Instant | null {
  if (!Number.isFinite(seconds)) return null;
  const whole = Math.floor(seconds);
  return joinSeconds(whole, Math.round((seconds - whole) * 1e9));
}

/**
 * A decimal number times a whole number, rounded half up to a whole number, without going through a double.
 *
 * @param text As in `-2450000.25` or `1.5e3`.
 * @returns `null` if the text is not a decimal number, or its exponent is beyond ±40.
 */
export function scaleDecimal(text: string, factor: bigint): bigint | null {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text.trim());
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match ?? [];
  if (!match || whole + fraction === '' || Math.abs(Number(exponent)) > 40) return null;
  const power = Number(exponent) - fraction.length;
  const digits = BigInt(sign + whole + fraction) * factor;
  if (power >= 0) return digits * 10n ** BigInt(power);
  const divisor = 10n ** BigInt(-power);
  return floorDivide(2n * digits + divisor, 2n * divisor);
}

import { dateOfDay, dayOfDate } from './calendar.ts';
import { floorDivide, type Instant, joinSeconds, nanosecondsPerSecond, splitSeconds } from './instant.ts';
import { isBeyondLeapSecondTable, leapSecondTableWarning, taiOfUtcClock, utcClockOfTai } from './leap-seconds.ts';
import type { TimeZone } from './time-zone.ts';

/** What calendar and clock show in a zone. */
export interface ClockReading {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  /** 60 during a leap second, only in zones of UTC. */
  second: number;
  nanosecond: number;
}

const secondsPerDay = 86_400;
/** TT and GPS against TAI, in nanoseconds. */
const shifts = { TAI: 0n, TT: 32_184_000_000n, GPS: -19_000_000_000n };

/** What a clock of that zone shows at that time. */
export function readClock(instant: Instant, zone: TimeZone): ClockReading {
  const shifted = zone.scale === 'UTC' ? instant : instant + shifts[zone.scale];
  const { seconds, nanoseconds } = splitSeconds(shifted);
  const utcClock = zone.scale === 'UTC' ? utcClockOfTai(seconds) : null;
  const clock = (utcClock?.clockSeconds ?? seconds) + zone.offsetMinutes * 60;
  const day = Math.floor(clock / secondsPerDay);
  const inDay = clock - day * secondsPerDay;
  return {
    ...dateOfDay(day),
    hour: Math.floor(inDay / 3600),
    minute: Math.floor(inDay / 60) % 60,
    second: (inDay % 60) + (utcClock?.isLeapSecond ? 1 : 0),
    nanosecond: nanoseconds,
  };
}

/**
 * The time at which a clock of that zone shows this.
 *
 * @param reading Fields in their ranges; hour 24 is the end of the day.
 * @returns `null` for second 60 where there is none.
 */
export function instantOfClock(reading: ClockReading, zone: TimeZone): Instant | null {
  const isLeapSecond = reading.second === 60;
  const clock =
    dayOfDate(reading) * secondsPerDay +
    reading.hour * 3600 +
    (reading.minute - zone.offsetMinutes) * 60 +
    (isLeapSecond ? 59 : reading.second);
  if (zone.scale !== 'UTC') {
    return isLeapSecond ? null : joinSeconds(clock, reading.nanosecond) - shifts[zone.scale];
  }
  const seconds = taiOfUtcClock(clock, isLeapSecond);
  return seconds === null ? null : joinSeconds(seconds, reading.nanosecond);
}

/** Rounded half up to that many decimals of the second, as the zone's clock shows them. */
export function roundToDecimals(instant: Instant, decimals: number, zone: TimeZone): Instant {
  if (decimals >= 9) return instant;
  const unit = nanosecondsPerSecond / 10n ** BigInt(decimals);
  const shift = zone.scale === 'UTC' ? 0n : shifts[zone.scale];
  return floorDivide(2n * (instant + shift) + unit, 2n * unit) * unit - shift;
}

/** What to say when a time of UTC lies beyond the known leap seconds; otherwise null. */
export function clockWarning(instant: Instant, zone: TimeZone): string | null {
  if (zone.scale !== 'UTC' || !isBeyondLeapSecondTable(splitSeconds(instant).seconds)) return null;
  return leapSecondTableWarning();
}

import { dayOfDate } from '../../domain/time/calendar.ts';
import { drmsSeconds } from '../../domain/time/instant.ts';
import { taiOfUtcClock } from '../../domain/time/leap-seconds.ts';
import { parseTime } from '../../domain/time/parse-time.ts';
import { missingTime } from './cell-builders.ts';
import { latin1 } from './cell-numbers.ts';

const secondsPerDay = 86_400;
const digitZero = 0x30;

/**
 * Seconds TAI since 1977 of a time text; `missingTime` for a spelling of no time, NaN if it is no time at all.
 *
 * Servers print a column in one form, `YYYY.MM.DD_hh:mm:ss[.f]_TAI` or `YYYY-MM-DDThh:mm:ss[.f]Z`: this one is read
 * digit by digit, because a million strings would cost more than the whole answer. Everything else, leap seconds
 * among it, is left to `parseTime`.
 */
export function readTimeBytes(bytes: Uint8Array, from: number, to: number): number {
  const quick = readUsualForm(bytes, from, to);
  if (!Number.isNaN(quick)) return quick;
  const read = parseTime(latin1(bytes, from, to));
  if (read.kind === 'missing') return missingTime;
  return read.kind === 'time' ? drmsSeconds(read.instant) : Number.NaN;
}

function readUsualForm(bytes: Uint8Array, from: number, to: number): number {
  if (to - from < 20) return Number.NaN;
  const year = number4(bytes, from);
  const month = number2(bytes, from + 5);
  const day = number2(bytes, from + 8);
  const hour = number2(bytes, from + 11);
  const minute = number2(bytes, from + 14);
  const second = number2(bytes, from + 17);
  const separator = bytes[from + 4];
  // '.' and '-' in dates, '_' and 'T' before the clock.
  const wellFormed =
    (separator === 0x2e || separator === 0x2d) &&
    bytes[from + 7] === separator &&
    (bytes[from + 10] === 0x5f || bytes[from + 10] === 0x54) &&
    bytes[from + 13] === 0x3a &&
    bytes[from + 16] === 0x3a;
  const sum = year + month + day + hour + minute + second;
  if (!wellFormed || Number.isNaN(sum) || hour > 23 || minute > 59 || second > 59 || month < 1 || month > 12)
    return Number.NaN;
  if (day < 1 || day > daysOf(year, month)) return Number.NaN;
  let at = from + 19;
  let nanoseconds = 0;
  if (bytes[at] === 0x2e) {
    let unit = 100_000_000;
    for (at++; at < to; at++, unit /= 10) {
      const digit = (bytes[at] ?? 0) - digitZero;
      if (digit < 0 || digit > 9) break;
      // Finer ones have to be rounded.
      if (unit < 1) return Number.NaN;
      nanoseconds += digit * unit;
    }
  }
  const fraction = nanoseconds / 1e9;
  const clockSeconds = dayOf(year, month, day) * secondsPerDay + hour * 3600 + minute * 60 + second;
  const zone = zoneAt(bytes, at, to);
  if (zone === 'tai') return clockSeconds + fraction;
  const tai = zone === 'utc' ? taiOfUtcClock(clockSeconds) : null;
  return tai === null ? Number.NaN : tai + fraction;
}

function number2(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - digitZero;
  const ones = (bytes[at + 1] ?? 0) - digitZero;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN;
}

function number4(bytes: Uint8Array, at: number): number {
  return 100 * number2(bytes, at) + number2(bytes, at + 2);
}

const daysPerMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysOf(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return (daysPerMonth[month - 1] ?? 0) + (leap ? 1 : 0);
}

/** Neighbours in a column are of one day. */
let lastDay = { year: 0, month: 0, day: 0, number: dayOfDate({ year: 0, month: 1, day: 1 }) };

function dayOf(year: number, month: number, day: number): number {
  if (lastDay.day !== day || lastDay.month !== month || lastDay.year !== year)
    lastDay = { year, month, day, number: dayOfDate({ year, month, day }) };
  return lastDay.number;
}

function zoneAt(bytes: Uint8Array, from: number, to: number): 'tai' | 'utc' | 'other' {
  if (to - from === 1 && bytes[from] === 0x5a) return 'utc';
  if (to - from !== 4 || bytes[from] !== 0x5f) return 'other';
  const first = bytes[from + 1];
  const second = bytes[from + 2];
  const third = bytes[from + 3];
  if (first === 0x54 && second === 0x41 && third === 0x49) return 'tai';
  return first === 0x55 && second === 0x54 && third === 0x43 ? 'utc' : 'other';
}

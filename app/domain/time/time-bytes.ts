import { dayOfDate, daysInMonth } from './calendar.ts';
import { taiOfUtcClock } from './leap-seconds.ts';

const [zero, dot, dash, colon, underscore, letterT] = [48, 46, 45, 58, 95, 84];
const utcZones = ['Z', '_UTC', '_Z'];

/** The number of two digits, or NaN. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - zero;
  const ones = (bytes[at + 1] ?? 0) - zero;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function isText(bytes: Uint8Array, from: number, to: number, text: string): boolean {
  if (to - from !== text.length) return false;
  for (let i = 0; i < text.length; i += 1) if (bytes[from + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** Seconds since 1977.01.01 up to the beginning of the day that stands here, or NaN. */
function readDate(bytes: Uint8Array, at: number): number {
  const mark = bytes[at + 4];
  if ((mark !== dot && mark !== dash) || bytes[at + 7] !== mark) return Number.NaN;
  const year = twoDigits(bytes, at) * 100 + twoDigits(bytes, at + 2);
  const month = twoDigits(bytes, at + 5);
  const day = twoDigits(bytes, at + 8);
  const isInRange = month >= 1 && month <= 12 && day >= 1 && (day <= 28 || day <= daysInMonth(year, month));
  return isInRange ? dayOfDate({ year, month, day }) * 86_400 : Number.NaN;
}

/**
 * Reads a time as servers print it in columns, straight from the bytes of an answer: `2016.04.01_00:00:00_TAI`,
 * `2016-04-01T00:00:00.50Z`, with or without seconds, in TAI or UTC. Made for millions of them.
 *
 * @param from First byte.
 * @param to Byte behind the last.
 * @returns Seconds of TAI since 1977, as servers count. `NaN` for all else, which need not be an error: `parseTime`
 *   knows the other spellings (the missing time, leap seconds) and says what is wrong.
 */
export function readTimeSeconds(bytes: Uint8Array, from: number, to: number): number {
  const between = bytes[from + 10];
  if ((between !== underscore && between !== letterT) || bytes[from + 13] !== colon) return Number.NaN;
  const hour = twoDigits(bytes, from + 11);
  const minute = twoDigits(bytes, from + 14);
  let at = from + 16;
  let second = 0;
  let fraction = 0;
  if (bytes[at] === colon) {
    second = twoDigits(bytes, at + 1);
    at += 3;
    if (bytes[at] === dot) {
      let unit = 1;
      for (at += 1; (bytes[at] ?? 0) >= zero && (bytes[at] ?? 0) < zero + 10; at += 1) {
        fraction = fraction * 10 + (bytes[at] ?? 0) - zero;
        unit *= 10;
      }
      fraction /= unit;
    }
  }
  if (!(hour < 24 && minute < 60 && second < 60)) return Number.NaN;
  const clock = readDate(bytes, from) + hour * 3600 + minute * 60 + second;
  if (isText(bytes, at, to, '_TAI')) return clock + fraction;
  const isUtc = utcZones.some((zone) => isText(bytes, at, to, zone));
  return isUtc && !Number.isNaN(clock) ? (taiOfUtcClock(clock) ?? Number.NaN) + fraction : Number.NaN;
}

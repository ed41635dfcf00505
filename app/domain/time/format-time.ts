import { readClock, roundToDecimals } from './clock.ts';
import { floorDivide, type Instant } from './instant.ts';
import type { TimeStyle } from './parse-time.ts';
import { parseTimeZone, type TimeZone, tai, tt, utc } from './time-zone.ts';

export interface TimeFormat {
  zone: TimeZone;
  /** Digits after the second, −1 to minutes, −2 hours, −3 days, −4 months, −5 years; digits of a Julian day. */
  precision: number;
  style: TimeStyle;
}

/**
 * How a series writes a time keyword.
 *
 * @param unit The keyword's `units`: the name of a zone, `ISO` or `JD`; anything else counts as UTC, as on the server.
 * @param precision As in `TimeFormat`.
 */
export function timeFormatOfUnit(unit: string, precision = 0): TimeFormat {
  const name = unit.trim().toUpperCase();
  if (name === 'ISO') return { zone: utc, precision, style: 'iso' };
  if (name === 'JD' || name === 'MJD') return { zone: tt, precision, style: name === 'JD' ? 'jd' : 'mjd' };
  return { zone: parseTimeZone(name) ?? utc, precision, style: 'drms' };
}

/** `2016.04.01_00:00:00_TAI`. */
export const taiFormat: TimeFormat = { zone: tai, precision: 0, style: 'drms' };
/** `2016-03-31T23:59:24Z`. */
export const isoFormat: TimeFormat = { zone: utc, precision: 0, style: 'iso' };

/**
 * Writes a time as DRMS servers do. Seconds are rounded half up to the precision, coarser fields are cut.
 *
 * `parseTime` of the result gives the same instant as far as the precision reaches.
 */
export function formatTime(instant: Instant, { zone, precision, style }: TimeFormat): string {
  if (style === 'jd' || style === 'mjd') return formatJulianDay(instant, precision, style);
  const reading = readClock(precision >= 0 ? roundToDecimals(instant, precision, zone) : instant, zone);
  const [dateMark, clockMark] = style === 'iso' ? ['-', 'T'] : ['.', '_'];
  const sign = reading.year < 0 ? '-' : '';
  const fraction = precision > 0 ? `.${digits(reading.nanosecond, 9).slice(0, precision)}` : '';
  const parts = [
    sign + digits(Math.abs(reading.year), sign ? 3 : 4),
    dateMark + digits(reading.month, 2),
    dateMark + digits(reading.day, 2),
    clockMark + digits(reading.hour, 2),
    `:${digits(reading.minute, 2)}`,
    `:${digits(reading.second, 2)}${fraction}`,
  ];
  const shown = parts.slice(0, 6 + Math.min(0, precision)).join('');
  if (style === 'iso') return precision >= -2 ? `${shown}Z` : shown;
  // Right after a date an offset would read as one more field of it.
  const isAttached = zone.label.length === 1 || (/^[+-]/.test(zone.label) && precision >= -2);
  return isAttached ? shown + zone.label : `${shown}_${zone.label}`;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

/** Always in TT, the scale a Julian day without a zone is in. */
function formatJulianDay(instant: Instant, precision: number, style: 'jd' | 'mjd'): string {
  const decimals = Math.max(0, precision);
  const scale = 10n ** BigInt(decimals);
  const start = style === 'jd' ? 4_886_289n : 86_288n;
  const nanosecondsPerDay = 86_400_000_000_000n;
  const sinceStart = instant + 32_184_000_000n + (start * nanosecondsPerDay) / 2n;
  const scaled = floorDivide(2n * sinceStart * scale + nanosecondsPerDay, 2n * nanosecondsPerDay);
  const size = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0');
  const whole = size.slice(0, size.length - decimals);
  const prefix = style === 'jd' ? 'JD_' : 'MJD_';
  return `${prefix}${scaled < 0n ? '-' : ''}${whole}${decimals > 0 ? `.${size.slice(-decimals)}` : ''}`;
}

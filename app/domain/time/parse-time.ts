import { dateOfDay, daysInMonth } from './calendar.ts';
import { clockWarning, instantOfClock } from './clock.ts';
import { type Instant, isMissingInstant, scaleDecimal, splitSeconds } from './instant.ts';
import { parseTimeZone, type TimeZone, tt, utc } from './time-zone.ts';

export interface ParsedTime {
  kind: 'time';
  instant: Instant;
  zone: TimeZone;
  /** False if the text named no zone and the default was taken: UTC, or TT with Julian days. */
  hasZone: boolean;
  /** Digits after the second; −1 to minutes, −2 hours, −3 days, −4 months, −5 years; digits of a Julian day. */
  precision: number;
  style: TimeStyle;
  /** About what a reader should know, such as leap seconds that are not known yet. */
  warning: string | null;
}

/** `drms` is `2016.04.01_00:00:00_TAI`, `iso` is `2016-04-01T00:00:00Z`. */
export type TimeStyle = 'drms' | 'iso' | 'jd' | 'mjd';

export type TimeReading = ParsedTime | { kind: 'missing' } | { kind: 'problem'; message: string; remedy: string };

const datePattern =
  /^(?<year>[+-]?\d{4,5})(?:(?<separator>[.-])(?:(?<ordinal>\d{3})|(?<month>\d{1,2}|[a-z]{3,9})(?:[.-](?<day>\d{1,2}))?))?(?![\d.-])/i;
const compactPattern = /^(?<year>\d{4})(?:(?<ordinal>\d{3})|(?<month>\d{2})(?<day>\d{2}))(?!\d)/;
const clockPattern =
  /^[_T ](?<hour>\d{1,2})(?::(?<minute>\d{1,2})(?::(?<second>\d{1,2})(?:\.(?<fraction>\d*))?)?)?(?!\d)/i;
const julianPattern = /^(?<modified>M?)JD_(?<days>[+-]?[\d.]+(?:e[+-]?\d+)?)(?:_(?<zone>.+))?$/i;
const missingSpellings = new Set(['', 'MISSING', 'DRMS_MISSING_VALUE', 'NAN', 'NA', 'N/A']);
const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/**
 * Reads a time as DRMS servers write and accept it, as the true instant (leap seconds included): calendar with dots or
 * dashes, cut after any field, with `_`, `T` or a blank before the clock, zones `TAI UTC UT Z TT TDT GPS`, letters and
 * `±hhmm`, `YYYYMMDD`, days of the year, Julian days; and all spellings of a missing time. Month names may be spelled
 * out. Fractions beyond nanoseconds are rounded.
 */
export function parseTime(text: string): TimeReading {
  const trimmed = text.trim();
  if (missingSpellings.has(trimmed.toUpperCase())) return { kind: 'missing' };
  const julian = julianPattern.exec(trimmed)?.groups;
  if (julian) return readJulianDay(julian);
  const date = compactPattern.exec(trimmed) ?? datePattern.exec(trimmed);
  if (!date?.groups) return problem(`“${shorten(text)}” is not a time.`);
  const afterDate = trimmed.slice(date[0].length);
  const clock = clockPattern.exec(afterDate);
  const zoneText = afterDate.slice(clock?.[0].length ?? 0);
  const zone = zoneText === '' ? utc : parseTimeZone(zoneText.replace(/^[_ ]/, ''));
  if (!zone) {
    return problem(`“${shorten(zoneText)}” in “${shorten(text)}” is not a time zone.`, 'Write _TAI, _UTC or Z.');
  }
  const isIso = date.groups.separator === '-' && zoneText.toUpperCase() === 'Z' && /^T/i.test(afterDate);
  return readCalendar(trimmed, date.groups, clock?.groups ?? {}, { zone, hasZone: zoneText !== '', isIso });
}

type Fields = Readonly<Record<string, string | undefined>>;

function readCalendar(
  text: string,
  date: Fields,
  clock: Fields,
  { zone, hasZone, isIso }: { zone: TimeZone; hasZone: boolean; isIso: boolean },
): TimeReading {
  const year = Number(date.year);
  const month = date.ordinal === undefined ? monthOf(date.month) : 1;
  const day = Number(date.ordinal ?? date.day ?? 1);
  const [hour, minute, second] = [Number(clock.hour ?? 0), Number(clock.minute ?? 0), Number(clock.second ?? 0)];
  const dateProblem = checkDate(text, year, month, day, date.ordinal !== undefined);
  if (dateProblem) return dateProblem;
  if (hour > 24 || (hour === 24 && minute + second > 0) || minute > 59 || second > 60) {
    return problem(`“${shorten(text)}” has no such hour, minute or second.`);
  }
  const nanosecond = Number(scaleDecimal(`0.${clock.fraction ?? ''}0`, 1_000_000_000n));
  const instant = instantOfClock({ year, month, day, hour, minute, second, nanosecond }, zone);
  if (instant === null) {
    const where = zone.scale === 'UTC' ? 'there was no leap second then' : `${zone.scale} has no leap seconds`;
    return problem(`“${shorten(text)}” has a second 60, but ${where}.`, 'Write the next minute with second 00.');
  }
  if (isMissingInstant(instant)) return { kind: 'missing' };
  return {
    kind: 'time',
    instant,
    zone,
    hasZone,
    precision: precisionOf(date, clock),
    style: isIso ? 'iso' : 'drms',
    warning: clockWarning(instant, zone),
  };
}

function checkDate(text: string, year: number, month: number, day: number, isOrdinal: boolean): TimeReading | null {
  if (!(month >= 1 && month <= 12)) return problem(`“${shorten(text)}” has no such month.`, 'Months are 01 to 12.');
  const daysInYear = daysInMonth(year, 2) + 337;
  const last = isOrdinal ? daysInYear : daysInMonth(year, month);
  if (day >= 1 && day <= last) return null;
  return problem(`“${shorten(text)}” has no such day.`, `Write a day from 1 to ${last}.`);
}

function precisionOf(date: Fields, clock: Fields): number {
  if (clock.fraction) return Math.min(9, clock.fraction.length);
  if (clock.second !== undefined) return 0;
  if (clock.minute !== undefined) return -1;
  if (clock.hour !== undefined) return -2;
  if (date.day !== undefined || date.ordinal !== undefined) return -3;
  return date.month === undefined ? -5 : -4;
}

function monthOf(text: string | undefined): number {
  if (text === undefined) return 1;
  if (/^\d/.test(text)) return Number(text);
  return monthNames.findIndex((name) => name.startsWith(text.toLowerCase())) + 1;
}

const nanosecondsPerDay = 86_400_000_000_000n;
/** Julian day 2443144.5 begins 1977.01.01 in whichever scale the day is given. */
const epochInHalfDays = 4_886_289n;

function readJulianDay({ modified, days = '', zone: zoneText }: Fields): TimeReading {
  const zone = zoneText === undefined ? tt : parseTimeZone(zoneText);
  const sinceStart = scaleDecimal(days, nanosecondsPerDay);
  if (!zone || sinceStart === null) {
    return problem(`“${shorten(days)}” is not a Julian day with a known zone.`, 'Write as in JD_2457479.5_TAI.');
  }
  const start = modified ? epochInHalfDays - 4_800_001n : epochInHalfDays;
  const { seconds, nanoseconds } = splitSeconds(sinceStart - (start * nanosecondsPerDay) / 2n);
  const day = Math.floor(seconds / 86_400);
  const inDay = seconds - day * 86_400;
  const [hour, minute] = [Math.floor(inDay / 3600), Math.floor(inDay / 60) % 60];
  const reading = { ...dateOfDay(day), hour, minute, second: inDay % 60, nanosecond: nanoseconds };
  const instant = instantOfClock(reading, zone);
  if (instant === null || isMissingInstant(instant)) return { kind: 'missing' };
  return {
    kind: 'time',
    instant,
    zone,
    hasZone: zoneText !== undefined,
    precision: /\.(\d+)/.exec(days)?.[1]?.length ?? 0,
    style: modified ? 'mjd' : 'jd',
    warning: clockWarning(instant, zone),
  };
}

function problem(message: string, remedy = 'Write a time as in 2016.04.01_00:00:00_TAI.'): TimeReading {
  return { kind: 'problem', message, remedy };
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

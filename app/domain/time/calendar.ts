/** Julian day number of 1977.01.01: day 0 of our count. */
const epochDay = 2_443_145;
/** Julian day number of 1582.10.15, the first day of the Gregorian calendar. */
const gregorianStart = 2_299_161;

export interface CivilDate {
  /** Astronomical count: 0 is 1 BC, as DRMS servers count. */
  year: number;
  /** From 1. */
  month: number;
  /** From 1. */
  day: number;
}

/**
 * Days since 1977.01.01. Dates before 1582.10.15 are of the Julian calendar, as on DRMS servers: their spelling of a
 * missing time, year −4712, depends on it.
 */
export function dayOfDate({ year, month, day }: CivilDate): number {
  const yearsFromMarch = year + 4800 - (month <= 2 ? 1 : 0);
  const monthsFromMarch = (month + 9) % 12;
  const daysBefore = day + Math.floor((153 * monthsFromMarch + 2) / 5) + 365 * yearsFromMarch;
  const julian = daysBefore + Math.floor(yearsFromMarch / 4) - 32_083;
  const gregorian = julian - Math.floor(yearsFromMarch / 100) + Math.floor(yearsFromMarch / 400) + 38;
  return (gregorian >= gregorianStart ? gregorian : julian) - epochDay;
}

/** The inverse of `dayOfDate`. */
export function dateOfDay(day: number): CivilDate {
  const julianDay = day + epochDay;
  const isGregorian = julianDay >= gregorianStart;
  // Counted from 1 March −4800, so that the day that comes and goes is the last of a year.
  const shifted = julianDay + (isGregorian ? 32_044 : 32_082);
  const centuries = isGregorian ? Math.floor((4 * shifted + 3) / 146_097) : 0;
  const inCentury = shifted - Math.floor((146_097 * centuries) / 4);
  const years = Math.floor((4 * inCentury + 3) / 1461);
  const inYear = inCentury - Math.floor((1461 * years) / 4);
  const months = Math.floor((5 * inYear + 2) / 153);
  return {
    day: inYear - Math.floor((153 * months + 2) / 5) + 1,
    month: months < 10 ? months + 3 : months - 9,
    year: 100 * centuries + years - 4800 + (months < 10 ? 0 : 1),
  };
}

export function daysInMonth(year: number, month: number): number {
  const next = month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 };
  // October 1582 lost ten days in the middle, not at its end.
  if (year === 1582 && month === 10) return 31;
  return dayOfDate(next) - dayOfDate({ year, month, day: 1 });
}

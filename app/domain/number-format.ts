const narrow = '\u202f';
const minusSign = '−';

interface Wording {
  dates: string;
  aFewSeconds: string;
  days(count: number): string;
  inaccuracies: readonly [null, string, string, string, string, string, string];
}

const english: Wording = {
  dates: 'en-GB',
  aFewSeconds: 'a few seconds',
  days: (count) => `${count} days`,
  inaccuracies: [null, '± 1 min', '± 1 h', '± 1 day', '± 1 month', '± 1 year', 'year not sure'],
};

const german: Wording = {
  dates: 'de-DE',
  aFewSeconds: 'wenige Sekunden',
  days: (count) => `${count} Tage`,
  inaccuracies: [null, '± 1 min', '± 1 h', '± 1 Tag', '± 1 Monat', '± 1 Jahr', 'Jahr unsicher'],
};

let wording = english;
let formats = formatsOf(english);

/** From now on dates and durations are in that language: a window's page calls it; the core speaks English. */
export function speakLanguage(language: 'en' | 'de'): void {
  wording = language === 'de' ? german : english;
  formats = formatsOf(wording);
}

function formatsOf({ dates }: Wording): Record<'date' | 'month' | 'time' | 'zone', Intl.DateTimeFormat> {
  return {
    date: new Intl.DateTimeFormat(dates, { day: 'numeric', month: 'short', year: 'numeric' }),
    month: new Intl.DateTimeFormat(dates, { month: 'short', year: 'numeric' }),
    time: new Intl.DateTimeFormat(dates, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    zone: new Intl.DateTimeFormat(dates, { timeZoneName: 'short' }),
  };
}

/** Digits of an exponent as superscripts. */
export function superscript(exponent: number): string {
  const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';
  return (
    (exponent < 0 ? '⁻' : '') + [...String(Math.abs(exponent))].map((digit) => digits.charAt(Number(digit))).join('')
  );
}

/** Thousands in narrow spaces from five digits on, as in 12 345. */
export function formatInteger(value: number): string {
  const text = String(Math.abs(Math.round(value)));
  const grouped = text.length < 5 ? text : text.replace(/\B(?=(\d{3})+$)/g, narrow);
  return value < 0 ? minusSign + grouped : grouped;
}

function fixed(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(Math.max(0, decimals));
  const [whole = '', fraction] = text.split('.');
  const grouped = whole.length < 5 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, narrow);
  return (
    (value < 0 && Number(text) !== 0 ? minusSign : '') + (fraction === undefined ? grouped : `${grouped}.${fraction}`)
  );
}

/** A value with its digits, as a power of ten outside 0.001 to 99 999: 6.60 × 10⁻⁶. */
export function formatPower(value: number, digits: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return '0';
  const exponent = Math.floor(Math.log10(Math.abs(Number(value.toExponential(digits - 1)))));
  if (exponent >= -3 && exponent < 5) return fixed(value, Math.max(0, digits - 1 - exponent));
  return `${fixed(value / 10 ** exponent, digits - 1)}${narrow}×${narrow}10${superscript(exponent)}`;
}

/** Uncertainty in brackets, one standard deviation, one digit of it (two for a leading 1): 0.482(3), 7.33(2) × 10⁻⁷. */
export function formatUncertain(value: number, stderr: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (!(stderr > 0) || !Number.isFinite(stderr)) return formatPower(value, 4);
  const leading = Math.floor(Math.log10(stderr));
  const digits = stderr / 10 ** leading < 1.95 ? 2 : 1;
  const lastPlace = leading - digits + 1;
  const exponent = value === 0 ? lastPlace : Math.floor(Math.log10(Math.abs(value)));
  if (exponent >= -3 && exponent < 5 && lastPlace <= 0) {
    return `${fixed(value, -lastPlace)}(${Math.round(stderr / 10 ** lastPlace)})`;
  }
  const power = Math.max(exponent, lastPlace);
  const decimals = Math.max(0, power - lastPlace);
  return `${fixed(value / 10 ** power, decimals)}(${Math.round(stderr / 10 ** lastPlace)})${narrow}×${narrow}10${superscript(power)}`;
}

/** For screen readers: "0.482 plus minus 0.003". */
export function speakUncertain(value: number, stderr: number): string {
  return `${value.toPrecision(3)} plus minus ${stderr.toPrecision(1)}`;
}

export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes}${narrow}B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let [size, unit] = [bytes / 1000, 0];
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${size < 9.95 ? size.toFixed(1) : Math.round(size)}${narrow}${units[unit] ?? 'TB'}`;
}

export function formatRate(perSecond: number, unit: string): string {
  return unit === 'bytes'
    ? `${formatBytes(perSecond)}/s`
    : `${perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond)} ${unit}/s`;
}

/** In words of the coarsest useful unit: "few seconds", "41 s", "3 min", "2 h 10 min". */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 5) return wording.aFewSeconds;
  if (seconds < 90) return `${seconds}${narrow}s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes}${narrow}min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours}${narrow}h ${minutes % 60}${narrow}min` : wording.days(Math.round(hours / 24));
}

/** "21 Nov 2026", in the zone of this computer. */
export function formatDate(utc: string): string {
  return formats.date.format(new Date(utc)).replace('Sept', 'Sep');
}

export function formatTime(utc: string): string {
  return formats.time.format(new Date(utc));
}

/** Abbreviation of the zone of this computer at that time, e.g. CET. */
export function zoneName(utc: string): string {
  return formats.zone.formatToParts(new Date(utc)).find((part) => part.type === 'timeZoneName')?.value ?? '';
}

/** For stamps: only the time today, the date too otherwise. */
export function formatStamp(utc: string, nowMs: number): string {
  const today = formatDate(new Date(nowMs).toISOString()) === formatDate(utc);
  return today ? formatTime(utc) : `${formatDate(utc)}, ${formatTime(utc)}`;
}

export interface When {
  /** As far as it is reliable: "21 Nov 2026", "Nov 2026", "2026". */
  date: string;
  /** "14:02", or null where the hour is not sure. */
  time: string | null;
  /** "± 1 day" and the like, or null for an exact time. */
  inaccuracy: string | null;
  /** All of it in one line with the zone. */
  full: string;
}

/** A time of the lab database, of which only the reliable part is shown. */
export function formatWhen(utc: string, inaccuracy: number): When {
  const date = new Date(utc);
  const inaccurate = wording.inaccuracies[inaccuracy] ?? null;
  const full = (text: string): string => (inaccurate === null ? text : `${text} (${inaccurate})`);
  if (inaccuracy >= 5) {
    const year = String(date.getFullYear());
    return { date: year, time: null, inaccuracy: inaccurate, full: full(year) };
  }
  if (inaccuracy === 4) {
    const month = formats.month.format(date);
    return { date: month, time: null, inaccuracy: inaccurate, full: full(month) };
  }
  const day = formatDate(utc);
  if (inaccuracy === 3) return { date: day, time: null, inaccuracy: inaccurate, full: full(day) };
  const time = formatTime(utc);
  return { date: day, time, inaccuracy: inaccurate, full: full(`${day}, ${time} ${zoneName(utc)}`) };
}

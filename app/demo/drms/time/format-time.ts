import { taiToUtc } from './leap-seconds.ts';

export interface TimeForm {
  zone: 'TAI' | 'UTC' | 'ISO';
  /** Digits of the second; negative leaves the seconds out. */
  digits: number;
}

export const missingTime = '-4712.01.01_11:59:28_TAI';

const day1977 = Date.UTC(1977, 0, 1) / 86_400_000;
const twoDigits = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));

/** Labels of days are asked for again and again: a column of a million times has few days. */
const dayLabels = new Map<number, string>();

export function formatTime(tai: number, { zone, digits }: TimeForm): string {
  const { utc, excess } = zone === 'TAI' ? { utc: tai, excess: 0 } : taiToUtc(tai);
  const scale = digits > 0 ? 10 ** digits : 1;
  const rounded = digits > 0 ? Math.round(utc * scale) / scale : Math.round(utc);
  const day = Math.floor(rounded / 86_400);
  const clock = formatClock(rounded - day * 86_400, excess, digits);
  const label = dayLabel(day);
  if (zone === 'ISO') return `${label.replaceAll('.', '-')}T${clock}Z`;
  return `${label}_${clock}${zone === 'TAI' ? '_TAI' : 'Z'}`;
}

function formatClock(secondOfDay: number, excess: number, digits: number): string {
  const whole = Math.floor(secondOfDay);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const start = `${twoDigits[hours]}:${twoDigits[minutes]}`;
  if (digits < 0) return start;
  const seconds = (whole % 60) + excess;
  if (digits === 0) return `${start}:${twoDigits[seconds]}`;
  const fraction = (secondOfDay - whole).toFixed(digits).slice(1);
  return `${start}:${twoDigits[seconds]}${fraction}`;
}

function dayLabel(day: number): string {
  const known = dayLabels.get(day);
  if (known !== undefined) return known;
  const date = new Date((day1977 + day) * 86_400_000);
  const label = `${date.getUTCFullYear()}.${twoDigits[date.getUTCMonth() + 1]}.${twoDigits[date.getUTCDate()]}`;
  if (dayLabels.size > 20_000) dayLabels.clear();
  dayLabels.set(day, label);
  return label;
}

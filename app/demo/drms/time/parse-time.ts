import { utcToTai } from './leap-seconds.ts';

const second1977 = Date.UTC(1977, 0, 1) / 1000;
/** Of 1977.01.01_00:00:00. */
const julianDate1977 = 2_443_144.5;
const ttMinusTai = 32.184;

const calendar =
  /^(\d{4,5})(?:([.-])(\d{1,2})(?!\d)(?:\2(\d{1,2})(?!\d)(?:[_T](\d{1,2})(?::(\d{1,2})(?::(\d{1,2}(?:\.\d*)?))?)?)?)?)?(?:_?(TAI|UTC|UT|TT|TDT|GPS|[A-IK-Z](?![A-Z])|[+-]\d{4}(?![.:\d])))?/i;
const julian = /^(M?)JD_([+-]?\d+(?:\.\d*)?)(?:_?(TAI|UTC|UT|Z|TT|TDT|GPS))?/i;

/** Seconds since 1977 TAI; undefined for what is no time. Without a zone it is UTC, as on the real server. */
export function parseTime(text: string): number | undefined {
  const found = timeAtStart(text);
  return found?.length === text.length ? found.tai : undefined;
}

/**
 * The longest time a text begins with. The zone is read greedily, as the real server does: of the range
 * `2014-01-01-2014-01-02` it takes `2014-01-01-2014`.
 */
export function timeAtStart(text: string): { tai: number; length: number } | undefined {
  const date = calendar.exec(text);
  if (date !== null) {
    const [{ length }, year = '', , month = '1', day = '1', hour = '0', minute = '0', second = '0', zone = 'UTC'] =
      date;
    if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return undefined;
    if (Number(hour) > 24 || Number(minute) > 59 || Number(second) >= 61) return undefined;
    const atMinute = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)) / 1000;
    return { tai: inZone(atMinute - second1977, Number(second), zone.toUpperCase()), length };
  }
  const jd = julian.exec(text);
  if (jd === null) return undefined;
  const [{ length }, modified, digits = '', zone = 'TT'] = jd;
  const days = Number(digits) + (modified === '' ? 0 : 2_400_000.5) - julianDate1977;
  return { tai: inZone(days * 86_400, 0, zone.toUpperCase()), length };
}

function inZone(atMinute: number, seconds: number, zone: string): number {
  if (zone === 'TAI') return atMinute + seconds;
  if (zone === 'TT' || zone === 'TDT') return atMinute + seconds - ttMinusTai;
  if (zone === 'GPS') return atMinute + seconds + 19;
  return utcToTai(atMinute - offsetMinutes(zone) * 60, seconds);
}

function offsetMinutes(zone: string): number {
  if (/^[+-]\d{4}$/.test(zone)) {
    const sign = zone.startsWith('-') ? -1 : 1;
    return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3)));
  }
  if (zone.length !== 1 || zone === 'Z') return 0;
  // Military letters: A to M without J go east, N to Y go west.
  const letter = 'ABCDEFGHIKLM'.indexOf(zone);
  return letter >= 0 ? (letter + 1) * 60 : -('NOPQRSTUVWXY'.indexOf(zone) + 1) * 60;
}

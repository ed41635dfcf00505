/** TT = TAI + 32.184 s, GPS = TAI − 19 s; UTC needs the leap seconds. */
export type TimeScale = 'TAI' | 'TT' | 'GPS' | 'UTC';

export interface TimeZone {
  /** As it is written, in capitals: `TAI`, `UTC`, `Z`, `TDT`, `A`, `+0100`. */
  label: string;
  scale: TimeScale;
  /** Clock of the zone minus its scale; other than 0 with UTC only. */
  offsetMinutes: number;
}

const namedScales: Readonly<Record<string, TimeScale>> = {
  TAI: 'TAI',
  TT: 'TT',
  TDT: 'TT',
  GPS: 'GPS',
  UTC: 'UTC',
  UT: 'UTC',
  Z: 'UTC',
};

/** Military letters east of Greenwich from +1 h (no J), then west from −1 h. */
const eastern = 'ABCDEFGHIKLM';
const western = 'NOPQRSTUVWXY';

/**
 * @param text Without the `_` that may stand before it, in any letter case.
 * @returns `null` for a name that is not one of DRMS. Servers take such a name for UTC; we ask instead.
 */
export function parseTimeZone(text: string): TimeZone | null {
  const label = text.toUpperCase();
  const scale = namedScales[label];
  if (scale) return { label, scale, offsetMinutes: 0 };
  const offset = /^([+-])(\d{2}):?(\d{2})$/.exec(label);
  if (offset) {
    const [, sign, hours, minutes] = offset;
    const size = Number(hours) * 60 + Number(minutes);
    if (Number(minutes) > 59 || size > 14 * 60) return null;
    return { label: `${sign}${hours}${minutes}`, scale: 'UTC', offsetMinutes: sign === '-' ? -size : size };
  }
  if (label.length !== 1) return null;
  const [east, west] = [eastern.indexOf(label) + 1, western.indexOf(label) + 1];
  return east || west ? { label, scale: 'UTC', offsetMinutes: (east || -west) * 60 } : null;
}

export const tai: TimeZone = { label: 'TAI', scale: 'TAI', offsetMinutes: 0 };
export const utc: TimeZone = { label: 'UTC', scale: 'UTC', offsetMinutes: 0 };
export const tt: TimeZone = { label: 'TT', scale: 'TT', offsetMinutes: 0 };

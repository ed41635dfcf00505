/** ISO 8601 UTC as Django's encoder writes it: no milliseconds when they are zero. */
export function isoUtc(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('.000Z', 'Z');
}

const timestampPattern =
  /^(\d{4})-(\d\d?)-(\d\d?)[ T](\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,6})\d*)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * Reads `YYYY-MM-DD HH:MM:SS` in the server's zone, or with an explicit zone. Microseconds are truncated.
 * Undefined for anything else, for days that do not exist, and for local times that the change of clocks skips or repeats.
 */
export function readTimestamp(text: string, timezone: string): number | undefined {
  const match = timestampPattern.exec(text.trim());
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone] = match;
  const fields = [year, month, day, hour, minute, second].map(Number);
  const wallMs = wallClock(fields) + Number(fraction.padEnd(3, '0').slice(0, 3));
  if (Number.isNaN(wallMs)) return undefined;
  return zone === undefined ? inZone(wallMs, timezone) : wallMs - explicitOffsetMs(zone);
}

/** NaN for a day or hour that does not exist. */
function wallClock(fields: readonly number[]): number {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = fields;
  const timeMs = Date.UTC(year, month - 1, day, hour, minute, second);
  const made = new Date(timeMs);
  const exists = made.getUTCMonth() === month - 1 && made.getUTCDate() === day && made.getUTCHours() === hour;
  return exists && minute < 60 && second < 60 ? timeMs : Number.NaN;
}

function explicitOffsetMs(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (zone.startsWith('-') ? -1 : 1) * minutes * 60_000;
}

/** The one instant at which the zone's clocks show this time. */
function inZone(wallMs: number, timezone: string): number | undefined {
  const halfDayMs = 43_200_000;
  const offsets = new Set([wallMs - halfDayMs, wallMs + halfDayMs].map((utcMs) => offsetMs(utcMs, timezone)));
  const instants = [...offsets]
    .map((offset) => wallMs - offset)
    .filter((utcMs) => utcMs + offsetMs(utcMs, timezone) === wallMs);
  return instants.length === 1 ? instants[0] : undefined;
}

/** How far the zone's wall clock is ahead of UTC at this instant. */
function offsetMs(utcMs: number, timezone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    calendar: 'gregory',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(utcMs);
  const value = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const wallMs = Date.UTC(
    value('year'),
    value('month') - 1,
    value('day'),
    value('hour'),
    value('minute'),
    value('second'),
  );
  return wallMs - Math.floor(utcMs / 1000) * 1000;
}

/** Parts of a time as the server's own pages show it: `2026-03-05 14:20`. */
export function localText(utcMs: number, timezone: string): string {
  return new Date(utcMs + offsetMs(utcMs, timezone)).toISOString().slice(0, 16).replace('T', ' ');
}

/** The period that a prefix of `YYYY-MM-DD HH:MM:SS` names in the server's zone. */
export function readTimestampPrefix(text: string, timezone: string): { fromMs: number; untilMs: number } | undefined {
  const parts = /^(\d{4})(?:-(\d\d?)(?:-(\d\d?)(?: (\d\d?)(?::(\d\d)(?::(\d\d))?)?)?)?)?$/.exec(text.trim());
  const fields = parts?.slice(1).flatMap((part) => (part === undefined ? [] : [Number(part)]));
  if (fields === undefined) return undefined;
  const next = fields.map((field, index) => (index === fields.length - 1 ? field + 1 : field));
  const [fromMs, untilMs] = [fields, next].map(([year = 0, month = 1, ...rest]) => {
    const [day = 1, hour = 0, minute = 0, second = 0] = rest;
    const wall = new Date(Date.UTC(year, month - 1, day, hour, minute, second)).toISOString().slice(0, 19);
    return readTimestamp(wall, timezone);
  });
  return fromMs === undefined || untilMs === undefined ? undefined : { fromMs, untilMs };
}

import { AppError } from '../../contract/app-error.ts';

const withZone = /^(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/i;

/**
 * A time as JuliaBase's forms take it. The zone is always sent: without one the server would read its own local time.
 * @param timestamp ISO 8601 with zone, or a Date
 * @returns e.g. `2027-03-05T13:20:00.250+00:00`; milliseconds only if there are any
 */
export function toServerTimestamp(timestamp: string | Date): string {
  const iso = toUtcIso(timestamp);
  return `${iso.slice(0, -1).replace(/\.000$/, '')}+00:00`;
}

/** A time with zone as ISO 8601 in UTC with milliseconds. Throws 'invalid-input' if it has no zone or is no time. */
export function toUtcIso(timestamp: string | Date): string {
  const date = typeof timestamp === 'string' ? parse(timestamp) : timestamp;
  if (date === undefined || Number.isNaN(date.getTime())) {
    throw new AppError('invalid-input', `"${String(timestamp).slice(0, 40)}" is not a time with a zone.`, {
      remedy: 'Write it like 2027-03-05T13:20:00Z.',
    });
  }
  return date.toISOString();
}

function parse(timestamp: string): Date | undefined {
  const trimmed = timestamp.trim();
  const [, day] = withZone.exec(trimmed) ?? [];
  return day !== undefined && isDay(day) ? new Date(trimmed.replace(' ', 'T')) : undefined;
}

/** JavaScript takes 30 February for 2 March. */
function isDay(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}

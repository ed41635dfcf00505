/** Timestamps of openBIS objects are milliseconds since 1970; notebooks show local time in whole seconds (protocol 5). */
export function localDateTime(epochMs: number | null): string {
  if (epochMs === null) return '';
  const date = new Date(Math.round(epochMs / 1000) * 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/**
 * A time as a TIMESTAMP property takes it: `yyyy-MM-dd`, `yyyy-MM-dd HH:mm` or `yyyy-MM-dd HH:mm:ss`. ISO forms lose
 * `T`, fractions and zone: the server has but one zone, its own, and would refuse them.
 * @returns undefined if it is no time
 */
export function propertyTimestamp(input: string): string | undefined {
  const [, date = '', time, seconds] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:\.\d+)?(?:Z| ?[+-]\d{2}:?\d{2})?)?$/.exec(input.trim()) ?? [];
  if (date === '' || !isDay(date)) return undefined;
  if (time === undefined) return date;
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time) && /^(:[0-5]\d)?$/.test(seconds ?? '')
    ? `${date} ${time}${seconds ?? ''}`
    : undefined;
}

/** Whether there is such a day in the calendar. */
export function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** ISO 8601 UTC as Django's encoder writes it: no milliseconds when they are zero. */
export function isoUtc(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('.000Z', 'Z');
}

/** Reads `YYYY-MM-DD HH:MM:SS` in the server's zone, or with an explicit zone; undefined if it is neither. */
export function readTimestamp(text: string, timezone: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?\s*(Z|[+-]\d\d:?\d\d)?$/.exec(
    text.trim(),
  );
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone] = match;
  const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3));
  const asUtc = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    milliseconds,
  );
  if (Number.isNaN(asUtc)) return undefined;
  if (zone === undefined) return asUtc - offsetMs(asUtc, timezone);
  if (zone === 'Z') return asUtc;
  const sign = zone.startsWith('-') ? -1 : 1;
  return asUtc - sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))) * 60_000;
}

/** How far the zone's wall clock is ahead of UTC when it shows `wallMs`. */
function offsetMs(wallMs: number, timezone: string): number {
  const at = (utcMs: number): number => {
    const parts = new Intl.DateTimeFormat('en-GB', {
      timeZone: timezone,
      dateStyle: 'short',
      timeStyle: 'medium',
      hourCycle: 'h23',
    }).formatToParts(utcMs);
    const value = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
    return (
      Date.UTC(value('year'), value('month') - 1, value('day'), value('hour'), value('minute'), value('second')) -
      Math.floor(utcMs / 1000) * 1000
    );
  };
  // The offset at the guessed instant may differ from that at the wall time around a change of clocks.
  return at(wallMs - at(wallMs));
}

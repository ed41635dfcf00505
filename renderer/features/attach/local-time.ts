/** "2026-11-21 14:02:05" in the time zone of this computer. */
export function localTimeText(isoUtc: string): string {
  const time = new Date(isoUtc);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}

/** The instant of a local time with or without seconds, as ISO 8601 UTC; null if there is no such time. */
export function parseLocalTime(text: string): string | null {
  const parts = /^(\d{4})-(\d{1,2})-(\d{1,2})[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text.trim());
  if (parts === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  const time = new Date(year, month - 1, day, hour, minute, second);
  // Date carries 31 February over into March.
  const isMeant = time.getMonth() === month - 1 && time.getDate() === day && hour < 24 && minute < 60 && second < 60;
  return isMeant ? time.toISOString() : null;
}

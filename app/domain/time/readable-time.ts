const isoUtc = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?Z$/;

/** `2026-01-13 08:00:00 UTC` for an ISO time such as `2026-01-13T08:00:00.123Z`; any other text as it is. */
export function readableTime(text: string): string {
  return text.replace(isoUtc, '$1 $2 UTC');
}

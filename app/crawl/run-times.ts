/** When a crawler runs by itself: so many minutes after its last start, or at times of the day. */
export type RunTimes = { kind: 'every'; minutes: number } | { kind: 'at'; times: readonly string[] };

/**
 * When the next run is due, in milliseconds since 1970. One that was missed is due at once, and once only.
 * @param lastMs start of the last run, or when the times were set if that was later
 */
export function nextRunMs(runTimes: RunTimes, lastMs: number, nowMs: number): number {
  // A clock that was set back must not put runs off for days.
  const fromMs = Math.min(lastMs, nowMs);
  if (runTimes.kind === 'every') return fromMs + runTimes.minutes * 60_000;
  return Math.min(...runTimes.times.map((time) => nextTimeOfDay(time, fromMs)));
}

/** In the zone of this computer; on a day that lacks the time, the hour after it. */
function nextTimeOfDay(time: string, fromMs: number): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const at = new Date(fromMs);
  at.setHours(hours, minutes, 0, 0);
  if (at.getTime() > fromMs) return at.getTime();
  at.setDate(at.getDate() + 1);
  at.setHours(hours, minutes, 0, 0);
  return at.getTime();
}

import type { QuerySchedule } from '../contract/queries.ts';

const hourMs = 3_600_000;

/**
 * When a query is due that was run at `lastMs`, or saved then. By hours: so long after that. By days: at that time of
 * the day, in the zone of this computer, the first time after `lastMs` that it comes, or so many days later if it ran.
 */
export function dueAfter(schedule: QuerySchedule, lastMs: number, hasRun: boolean): number {
  if (schedule.kind === 'hours') return hasRun ? lastMs + schedule.every * hourMs : lastMs;
  const [hours = 0, minutes = 0] = schedule.at.split(':').map(Number);
  const due = new Date(lastMs);
  due.setHours(hours, minutes, 0, 0);
  if (due.getTime() <= lastMs) due.setDate(due.getDate() + 1);
  if (hasRun) due.setDate(due.getDate() + schedule.every - 1);
  return due.getTime();
}

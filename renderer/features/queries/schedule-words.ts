import type { QuerySchedule } from '../../../app/contract/queries.ts';

/** When a query runs by itself, in words. */
export function scheduleInWords(schedule: QuerySchedule | null): string {
  if (schedule === null) return 'Runs only when asked';
  const every = schedule.every === 1 ? '' : `${schedule.every} `;
  if (schedule.kind === 'hours') return `Runs every ${every}${schedule.every === 1 ? 'hour' : 'hours'}`;
  return `Runs every ${every}${schedule.every === 1 ? 'day' : 'days'} at ${schedule.at}`;
}

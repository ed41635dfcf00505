import type { QuerySchedule } from '../../../app/contract/queries.ts';
import { t } from '../../ui/language.ts';

/** When a query runs by itself, in words. */
export function scheduleInWords(schedule: QuerySchedule | null): string {
  if (schedule === null) return t('Runs only when asked');
  if (schedule.kind === 'hours') return t('Runs every {{count}} hours', { count: schedule.every });
  return t('Runs every {{count}} days at {{at}}', { count: schedule.every, at: schedule.at });
}

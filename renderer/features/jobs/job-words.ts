import type { Job } from '../../../app/contract/jobs.ts';
import { formatInteger } from '../../../app/domain/number-format.ts';
import { t } from '../../ui/language.ts';
import { say } from '../../ui/say.ts';

export function isEnded({ status }: Pick<Job, 'status'>): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'cancelled';
}

/** Its place is among the transfers. */
export function isTransfer({ kind }: Pick<Job, 'kind'>): boolean {
  return kind === 'drms.export' || kind === 'openbis.download';
}

/** What a job is doing, in words. */
export function phaseInWords(job: Pick<Job, 'status' | 'phase' | 'error'>): string {
  switch (job.status) {
    case 'queued':
      return t('Waiting for its turn');
    case 'running':
      return job.phase ?? t('Under way');
    case 'waiting':
      return job.error?.message ?? job.phase ?? t('Waiting for the server');
    case 'paused':
      return t('Paused');
    case 'needs-you':
      return t('Needs you');
    case 'succeeded':
      return t('Done');
    case 'failed':
      return job.error?.message ?? t('Failed');
    case 'cancelled':
      return t('Cancelled; what the server already held stays there');
    default:
      return job.status satisfies never;
  }
}

/** 0 to 100, or null where the whole is not known. */
export function percentOf({ done, total }: Pick<Job, 'done' | 'total'>): number | null {
  return total === null || total <= 0 ? null : Math.min(100, Math.floor((done / total) * 100));
}

/** "1 874 of 3 200 files", or null where nothing is counted. */
export function countOf({ done, total, unit }: Pick<Job, 'done' | 'total' | 'unit'>): string | null {
  if (total === null || unit === 'bytes') return null;
  return t('{{done}} of {{total}}{{unit}}', {
    done: formatInteger(done),
    total: formatInteger(total),
    unit: unit === null ? '' : ` ${say(unit)}`,
  });
}

/** The result that an attach job has written, if it has. */
export function resultIdOf({ result }: Pick<Job, 'result'>): number | null {
  const id = result?.resultId;
  return typeof id === 'number' ? id : null;
}

export function connectionIdOf({ result }: Pick<Job, 'result'>): string | null {
  const id = result?.connectionId;
  return typeof id === 'string' ? id : null;
}

/** The dataset that an upload has registered, if it has. */
export function dataSetOf(job: Pick<Job, 'result'>): { connectionId: string; permId: string } | null {
  const connectionId = connectionIdOf(job);
  const permId = job.result?.permId;
  return connectionId !== null && typeof permId === 'string' ? { connectionId, permId } : null;
}

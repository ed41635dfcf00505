import type { Job } from '../../../app/contract/jobs.ts';
import { queryClient } from '../../api/query-client.ts';
import { queryFor } from '../../api/query-options.ts';
import { openPanel } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { showToast } from '../../ui/messages.ts';
import { showBottomTab } from '../frame/view-state.ts';
import { dataSetOf, isEnded, isTransfer } from './job-words.ts';

const longJobMs = 60_000;

/** Tells of a job that ended or stopped for the user; on the desktop only if it was long and nobody looks. */
export function noteJobEnd(job: Job, before: Job | undefined): void {
  if (before?.status === job.status) return;
  if (job.status !== 'needs-you' && !isEnded(job)) return;
  if (job.status === 'cancelled') return;
  const text = sentence(job);
  showToast({
    level: job.status === 'succeeded' ? 'info' : job.status === 'failed' ? 'bad' : 'warn',
    text,
    remedy: job.error?.remedy ?? null,
    action: actionFor(job),
  });
  if (isLong(job) && !document.hasFocus()) notifyDesktop(text);
}

function actionFor(job: Job): { label: string; onClick(): void } {
  const dataSet = dataSetOf(job);
  if (dataSet !== null) return { label: t('Open the dataset'), onClick: () => openPanel('openbis-data-set', dataSet) };
  return isTransfer(job)
    ? { label: t('Show transfers'), onClick: () => showBottomTab('transfers') }
    : { label: t('Show jobs'), onClick: () => showBottomTab('jobs') };
}

function sentence({ status, title, error, question }: Job): string {
  if (status === 'succeeded') return t('{{title}}: done.', { title });
  if (status === 'failed') return `${title} failed. ${error?.message ?? ''}`.trim();
  return `${title} needs you. ${question?.text ?? ''}`.trim();
}

function isLong({ startedUtc, endedUtc }: Job): boolean {
  if (startedUtc === null) return false;
  return (endedUtc === null ? Date.now() : Date.parse(endedUtc)) - Date.parse(startedUtc) > longJobMs;
}

function notifyDesktop(text: string): void {
  const settings = queryClient.getQueryData(queryFor('app.settings.get', {}).queryKey);
  if (settings?.desktopNotifications !== true || !('Notification' in window)) return;
  if (Notification.permission === 'granted') new Notification('Quarry', { body: text });
}

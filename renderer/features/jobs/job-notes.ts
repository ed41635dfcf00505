import type { Job } from '../../../app/contract/jobs.ts';
import { openPanel } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { showToast } from '../../ui/messages.ts';
import { showBottomTab } from '../frame/view-state.ts';
import { dataSetOf, isEnded, isTransfer } from './job-words.ts';

/** Tells of a job that ended or stopped for the user. */
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
  if (status === 'failed') return t('{{title}} failed. {{why}}', { title, why: error?.message ?? '' }).trim();
  return t('{{title}} needs you. {{question}}', { title, question: question?.text ?? '' }).trim();
}

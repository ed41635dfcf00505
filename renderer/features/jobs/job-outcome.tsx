import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { AppError } from '../../../app/contract/app-error.ts';
import type { Job } from '../../../app/contract/jobs.ts';
import { queryFor, useCommand } from '../../api/query-options.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { Note } from '../../ui/note.tsx';
import styles from './job-outcome.module.css';
import { JobQuestion } from './job-question.tsx';

interface JobOutcomeProps {
  jobId: string;
  /** What to show once it is done. */
  succeeded(job: Job): ReactNode;
}

/** What became of a write that was just begun: its phase, its end, or the question that only the user can answer. */
export function JobOutcome({ jobId, succeeded }: JobOutcomeProps): ReactNode {
  const jobs = useQuery(queryFor('jobs.list', {}));
  const job = jobs.data?.find((candidate) => candidate.id === jobId);
  if (job === undefined) return <p role="status">{t('Handing over to the jobs…')}</p>;
  switch (job.status) {
    case 'queued':
    case 'running':
    case 'waiting':
    case 'paused':
      return <UnderWay job={job} />;
    case 'succeeded':
      return succeeded(job);
    case 'needs-you':
      return <Question job={job} />;
    case 'failed':
      return <Failed job={job} />;
    case 'cancelled':
      return (
        <Note tone="info" title={t('Cancelled.')}>
          {t('What the server already held stays there.')}
        </Note>
      );
    default:
      return job.status satisfies never;
  }
}

function UnderWay({ job }: { job: Job }): ReactNode {
  const again =
    job.retryAtUtc === null ? '' : t(' Next try at {{time}}.', { time: new Date(job.retryAtUtc).toLocaleTimeString() });
  return (
    <p role="status" className={styles.underWay}>
      {`${job.phase ?? t('Waiting')}…${again}`}
      <progress aria-label={job.title} value={job.done} max={job.total ?? 1} />
      {job.error !== null && <span>{job.error.message}</span>}
    </p>
  );
}

function Question({ job }: { job: Job }): ReactNode {
  if (job.question === null) return null;
  return (
    <div className={styles.asked}>
      <Note tone="warn" title={t('This needs you.')} />
      <JobQuestion jobId={job.id} question={job.question} />
    </div>
  );
}

function Failed({ job }: { job: Job }): ReactNode {
  const retry = useCommand('jobs.retry');
  if (job.error === null) return null;
  return (
    <ErrorNote
      error={AppError.fromData(job.error)}
      action={{ label: t('Retry'), onClick: () => retry.mutate({ id: job.id }) }}
    />
  );
}

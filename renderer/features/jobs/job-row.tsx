import { Button, Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Job } from '../../../app/contract/jobs.ts';
import { formatDuration, formatRate } from '../../../app/domain/number-format.ts';
import { openPanel } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { say } from '../../ui/say.ts';
import { JobActions } from './job-actions.tsx';
import { JobQuestion } from './job-question.tsx';
import { countOf, isEnded, percentOf, phaseInWords } from './job-words.ts';
import styles from './jobs.module.css';

/** One job; what it asks, or why it failed, stands below. */
export function JobRow({ job }: { job: Job }): ReactNode {
  const count = countOf(job);
  return (
    <>
      <tr data-status={job.status}>
        <td className={styles.title}>{job.title}</td>
        <td className={styles.phase}>
          {phaseInWords(job)}
          {job.error?.remedy !== undefined && <span className={styles.remedy}>{job.error.remedy}</span>}
        </td>
        <td>
          <JobProgress job={job} />
          {count !== null && !isEnded(job) && <span className={styles.count}>{count}</span>}
        </td>
        <td className={styles.number}>
          {job.ratePerSecond !== null &&
            !isEnded(job) &&
            formatRate(job.ratePerSecond, job.unit === null ? '' : say(job.unit))}
        </td>
        <td className={styles.number}>
          {job.remainingMs !== null && !isEnded(job) && `≈ ${formatDuration(job.remainingMs)}`}
        </td>
        <td className={styles.actions}>
          {job.kind === 'publish.run' && (
            <Button size="compact-xs" onClick={() => openPanel('publish-run', { jobId: job.id })}>
              {t('Outcomes')}
            </Button>
          )}
          <JobActions job={job} />
        </td>
      </tr>
      {job.status === 'needs-you' && job.question !== null && (
        <tr>
          <td colSpan={6} className={styles.question}>
            <JobQuestion jobId={job.id} question={job.question} />
          </td>
        </tr>
      )}
    </>
  );
}

function JobProgress({ job }: { job: Job }): ReactNode {
  const percent = percentOf(job);
  if (isEnded(job) || percent === null) return null;
  return (
    <span className={styles.progress}>
      <Progress
        value={percent}
        size={4}
        w={96}
        aria-label={t('{{title}}: {{percent}} percent', { title: job.title, percent })}
      />
      {`${percent} %`}
    </span>
  );
}

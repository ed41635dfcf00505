import { Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import type { Job } from '../../../app/contract/jobs.ts';
import type { PublishOutcome } from '../../../app/contract/publishing.ts';
import { queryFor } from '../../api/query-options.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { openPanel } from '../../routes/panels.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { CellLink, PlainTable } from '../../ui/plain-table.tsx';
import { JobActions } from '../jobs/job-actions.tsx';
import { countOf, isEnded, percentOf, phaseInWords } from '../jobs/job-words.ts';
import { useConnectionName } from '../remote/use-connection-name.ts';
import { FilterChips } from './filter-chips.tsx';
import { ResultLink } from './preview-table.tsx';
import { countKinds, outcomeWords } from './publish-words.ts';
import styles from './publishing.module.css';
import { StateWord } from './state-word.tsx';

/** While something may still change, the core is asked anew so often. */
const askAgainMs = 1000;

/** What became of each series of a run, while it runs and after. */
export function OutcomePanel({ params }: PanelProps<'publish-run'>): ReactNode {
  const { jobId } = params;
  const job = useQuery(queryFor('jobs.list', {})).data?.find(({ id }) => id === jobId);
  const hasEnded = job !== undefined && isEnded(job);
  const outcomes = useQuery({
    ...queryFor('publish.outcomes', { jobId }),
    refetchInterval: ({ state }) =>
      !hasEnded || state.data?.rows.some(({ outcome }) => outcome === 'queued') ? askAgainMs : false,
  });
  const { refetch } = outcomes;
  // The answer of a second ago may be older than the end.
  useEffect(() => {
    if (hasEnded) void refetch();
  }, [hasEnded, refetch]);
  const connection = useConnectionName(outcomes.data?.connectionId ?? '');
  return (
    <div className={styles.panel} data-panel tabIndex={-1}>
      <header className={styles.head}>
        <h2 className={styles.title}>
          {job?.title ?? t('Published figures')} <small>{connection}</small>
        </h2>
      </header>
      {job !== undefined && <JobLine job={job} />}
      {outcomes.error !== null && <ErrorNote error={toAppError(outcomes.error)} />}
      {outcomes.data === undefined && outcomes.error === null && <LoadingRows count={8} />}
      {outcomes.data !== undefined && (
        <OutcomeTable connectionId={outcomes.data.connectionId} rows={outcomes.data.rows} />
      )}
    </div>
  );
}

function JobLine({ job }: { job: Job }): ReactNode {
  const percent = percentOf(job);
  return (
    <div className={styles.job}>
      <span role="status">{phaseInWords(job)}</span>
      {percent !== null && !isEnded(job) && (
        <Progress
          className={styles.progress}
          value={percent}
          size={4}
          aria-label={t('{{title}}: {{percent}} percent', { title: job.title, percent })}
        />
      )}
      <span className={styles.quiet}>{countOf(job)}</span>
      {job.error?.remedy !== undefined && <span>{job.error.remedy}</span>}
      <span className={styles.actions}>
        <JobActions job={job} />
      </span>
    </div>
  );
}

function OutcomeTable({ connectionId, rows }: { connectionId: string; rows: readonly PublishOutcome[] }): ReactNode {
  const [filter, setFilter] = useState<PublishOutcome['outcome'] | null>(null);
  const kinds = countKinds<PublishOutcome['outcome']>(
    rows.map(({ outcome }) => outcome),
    outcomeWords,
  );
  return (
    <>
      <FilterChips<PublishOutcome['outcome']>
        label={t('What became of them')}
        total={rows.length}
        kinds={kinds}
        chosen={filter}
        onChoose={setFilter}
      />
      <div className={styles.scroll}>
        <PlainTable className={styles.table} aria-label={t('Outcomes')}>
          <thead>
            <tr>
              <th scope="col">{t('Series')}</th>
              <th scope="col">{t('Outcome')}</th>
              <th scope="col">{t('Result')}</th>
              <th scope="col">{t('Why')}</th>
            </tr>
          </thead>
          <tbody>
            {rows
              .filter(({ outcome }) => filter === null || outcome === filter)
              .map((row) => (
                <OutcomeRow key={row.series} connectionId={connectionId} row={row} />
              ))}
          </tbody>
        </PlainTable>
      </div>
    </>
  );
}

function OutcomeRow({ connectionId, row }: { connectionId: string; row: PublishOutcome }): ReactNode {
  const { series, outcome, resultId, reason } = row;
  return (
    <tr>
      <td>
        <CellLink onClick={() => openPanel('series', { connectionId, name: series })}>{series}</CellLink>
      </td>
      <td>
        <StateWord state={outcome} word={outcomeWords[outcome]} />
      </td>
      <td>
        <ResultLink
          connectionId={connectionId}
          resultId={resultId}
          none={outcome === 'waiting' ? t('not yet') : 'none'}
        />
      </td>
      <td className={styles.why}>
        {reason}{' '}
        {(outcome === 'queued' || outcome === 'needs-you') && (
          <CellLink className={styles.action} onClick={() => openPanel('outbox', {})}>
            {t('Open the outbox')}
          </CellLink>
        )}
      </td>
    </tr>
  );
}

import { IconChecklist } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Job } from '../../../app/contract/jobs.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilteredList } from '../../ui/filtered-list.tsx';
import { t } from '../../ui/language.ts';
import { PlainTable } from '../../ui/plain-table.tsx';
import { JobRow } from './job-row.tsx';
import styles from './jobs.module.css';

/** All jobs, newest first. */
export function JobsList({ jobs }: { jobs: readonly Job[] }): ReactNode {
  if (jobs.length === 0) {
    return (
      <EmptyState icon={IconChecklist} title={t('No jobs.')}>
        {t('What takes longer, such as attaching a figure, is followed here.')}
      </EmptyState>
    );
  }
  return (
    <FilteredList of={t('jobs')} items={jobs} textOf={({ title, phase }) => `${title} ${phase ?? ''}`}>
      {(shown) => <JobsTable jobs={shown} />}
    </FilteredList>
  );
}

function JobsTable({ jobs }: { jobs: readonly Job[] }): ReactNode {
  return (
    <PlainTable className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('Job')}</th>
          <th scope="col">{t('Phase')}</th>
          <th scope="col">{t('Progress')}</th>
          <th scope="col" className={styles.number}>
            {t('Rate')}
          </th>
          <th scope="col" className={styles.number}>
            {t('Remaining')}
          </th>
          <th scope="col">
            <span data-visually-hidden>{t('Actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </tbody>
    </PlainTable>
  );
}

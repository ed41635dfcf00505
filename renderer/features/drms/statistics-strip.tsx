import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { RecordTable } from '../../../app/contract/drms.ts';
import { queryFor } from '../../api/query-options.ts';
import styles from './drms.module.css';

/** Statistics of the column in focus over all records, not only those in view. */
export function StatisticsStrip({ table, column }: { table: RecordTable; column: number }): ReactNode {
  const { tableId } = table;
  const summaries = useQuery({ ...queryFor('columns.summaries', { tableId }), retry: false, staleTime: Infinity });
  const about = table.columns[column];
  const summary = summaries.data?.[column];
  if (about === undefined) return null;
  if (summary === undefined)
    return <div className={styles.strip}>{summaries.error === null ? 'Counting…' : summaries.error.message}</div>;
  const facts: [string, string | null][] = [
    ['n', summary.count.toLocaleString('en')],
    ['missing', summary.missing.toLocaleString('en')],
    ['min', shown(summary.min)],
    ['mean', shown(summary.mean)],
    ['max', shown(summary.max)],
    ['σ', shown(summary.deviation)],
    ['different', summary.differentTexts === null ? null : `about ${summary.differentTexts.toLocaleString('en')}`],
  ];
  return (
    <div className={styles.strip} role="status">
      <strong>{about.name}</strong>
      <span>{about.unit ?? about.timeScale ?? ''}</span>
      {facts.map(([name, value]) =>
        value === null ? null : (
          <span key={name}>
            {name} <b>{value}</b>
          </span>
        ),
      )}
    </div>
  );
}

function shown(value: number | string | null): string | null {
  if (typeof value !== 'number') return value;
  return String(Number(value.toPrecision(6))).replace('-', '−');
}

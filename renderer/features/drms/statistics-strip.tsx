import type { ReactNode } from 'react';
import type { RecordColumn } from '../../../app/contract/drms.ts';
import { formatCount, t } from '../../ui/language.ts';
import styles from './drms.module.css';
import { useRecordView } from './table/record-view.tsx';
import { textInColumn } from './table/time-words.ts';
import { useSummaries } from './table/use-summaries.ts';

/** Statistics of the column in focus over all records that pass the filters, not only those in view. */
export function StatisticsStrip({ column }: { column: number }): ReactNode {
  const { table, timeScale } = useRecordView();
  const summaries = useSummaries();
  const about = table.columns[column];
  const summary = summaries.data?.[column];
  if (about === undefined) return null;
  if (summary === undefined)
    return <div className={styles.strip}>{summaries.error === null ? t('Counting…') : summaries.error.message}</div>;
  const facts: [string, string | null][] = [
    ['n', formatCount(summary.count)],
    [t('missing'), formatCount(summary.missing)],
    [t('min'), shown(summary.min, about)],
    [t('mean'), shown(summary.mean, about)],
    [t('max'), shown(summary.max, about)],
    ['σ', shown(summary.deviation, about)],
    [
      t('different'),
      summary.differentTexts === null
        ? null
        : t('about {{differentTexts}}', { differentTexts: formatCount(summary.differentTexts) }),
    ],
  ];
  const scale = about.timeScale === null || timeScale === 'own' ? about.timeScale : timeScale;
  return (
    <div className={styles.strip} role="status">
      <strong>{about.name}</strong>
      <span>{about.unit ?? scale ?? ''}</span>
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

function shown(value: number | string | null, column: RecordColumn): string | null {
  if (typeof value !== 'number') return value === null ? null : textInColumn(column, value);
  return String(Number(value.toPrecision(6))).replace('-', '−');
}

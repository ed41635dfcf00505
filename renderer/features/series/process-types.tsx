import { IconFileAlert, IconFileCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SeriesOverview } from '../../../app/contract/juliabase.ts';
import { t } from '../../ui/language.ts';
import { PlainTable } from '../../ui/plain-table.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { filesInWords } from './member-rows.ts';
import styles from './series.module.css';

interface ProcessTypesProps {
  types: SeriesOverview['processTypes'];
  memberCount: number;
}

/** Process classes of the series: on how many samples, and how many of their raw data files are here. */
export function ProcessTypes({ types, memberCount }: ProcessTypesProps): ReactNode {
  const all = types.reduce((sum, type) => sum + type.processCount, 0);
  return (
    <section aria-label={t('Processes')}>
      <SectionHead title={t('Processes')} count={all} />
      <PlainTable className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('Class')}</th>
            <th scope="col">{t('Samples')}</th>
            <th scope="col" className={styles.secondary}>
              {t('Processes')}
            </th>
            <th scope="col">{t('Raw data files')}</th>
          </tr>
        </thead>
        <tbody>
          {types.map((type) => (
            <tr key={type.typeName}>
              <td>{type.typeName}</td>
              <td>{t('{{sampleCount}} of {{memberCount}}', { sampleCount: type.sampleCount, memberCount })}</td>
              <td className={styles.secondary}>{type.processCount}</td>
              <td>
                <Files words={filesInWords(type)} complete={type.filesFound === type.filesNamed} />
              </td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </section>
  );
}

function Files({ words, complete }: { words: string | null; complete: boolean }): ReactNode {
  if (words === null) return <span className={styles.quiet}>{t('none named')}</span>;
  return (
    <span className={styles.files}>
      {complete ? (
        <IconFileCheck size={14} color="var(--q-ok)" aria-hidden="true" />
      ) : (
        <IconFileAlert size={14} color="var(--q-warn)" aria-hidden="true" />
      )}
      {words}
    </span>
  );
}

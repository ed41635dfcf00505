import { IconFileAlert, IconFileCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SeriesOverview } from '../../../app/contract/juliabase.ts';
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
    <section aria-label="Processes">
      <SectionHead title="Processes" count={all} />
      <PlainTable className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Class</th>
            <th scope="col">Samples</th>
            <th scope="col" className={styles.secondary}>
              Processes
            </th>
            <th scope="col">Raw data files</th>
          </tr>
        </thead>
        <tbody>
          {types.map((type) => (
            <tr key={type.typeName}>
              <td>{type.typeName}</td>
              <td>{`${type.sampleCount} of ${memberCount}`}</td>
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
  if (words === null) return <span className={styles.quiet}>none named</span>;
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

import { IconPhoto } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Result } from '../../../app/domain/juliabase.ts';
import { formatWhen } from '../../../app/domain/number-format.ts';
import { openPanel } from '../../routes/panels.ts';
import { standsFor } from '../../routes/stands-for.ts';
import { t } from '../../ui/language.ts';
import styles from './result.module.css';
import { ResultThumbnail } from './result-thumbnail.tsx';

interface ResultListProps {
  connectionId: string;
  results: readonly Result[];
}

/** Results newest first, with their picture, author and date. */
export function ResultList({ connectionId, results }: ResultListProps): ReactNode {
  const newestFirst = results.toSorted((a, b) => b.timestampUtc.localeCompare(a.timestampUtc) || b.id - a.id);
  return (
    <ul className={styles.list}>
      {newestFirst.map((result) => (
        <li key={result.id} className={styles.item}>
          {result.imageType === 'none' ? (
            <span className={styles.noPicture}>
              <IconPhoto size={14} aria-hidden="true" /> {t('no image')}
            </span>
          ) : (
            <ResultThumbnail connectionId={connectionId} result={result} />
          )}
          <div className={styles.itemText}>
            <button
              type="button"
              className={styles.link}
              {...standsFor({ kind: 'result', params: { connectionId, id: result.id } })}
              onClick={() => openPanel('result', { connectionId, id: result.id })}
            >
              {result.title === '' ? t('Result {{id}}', { id: result.id }) : result.title}
            </button>
            <span>{`${result.operator} · ${formatWhen(result.timestampUtc, result.timestampInaccuracy).date}`}</span>
            <span>{`${t('no. {{number}}', { number: result.id })} · ${tableInWords(result)}`}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}

export function tableInWords({ table }: Pick<Result, 'table'>): string {
  if (table.headings.length === 0) return t('no table');
  const columns = t('{{count}} columns', { count: table.headings.length });
  return t('{{count}} rows, {{columns}}', { count: table.rows.length, columns });
}

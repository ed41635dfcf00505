import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queryFor } from '../../api/query-options.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import styles from './crawlers.module.css';

/** The end of the log, the newest line first. */
export function CrawlerLog({ crawler }: { crawler: string }): ReactNode {
  const query = useQuery(queryFor('crawlers.log', { crawler }));
  if (query.data === undefined)
    return query.error === null ? <LoadingRows count={6} /> : <ErrorNote error={query.error} />;
  const { path, lines } = query.data;
  if (lines.length === 0) return <p className={styles.hint}>{t('It has not run yet.')}</p>;
  return (
    <>
      <div className={styles.bar}>
        <span className={styles.dim}>{path}</span>
        <span className={styles.gap} />
        <CopyButton label={t('Copy log')} text={() => lines.join('\n')} />
      </div>
      <ScrollRegion label={t('Log of {{crawler}}', { crawler })} className={styles.log}>
        <pre>{lines.toReversed().join('\n')}</pre>
      </ScrollRegion>
    </>
  );
}

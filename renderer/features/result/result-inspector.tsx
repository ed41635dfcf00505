import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { formatWhen } from '../../../app/domain/number-format.ts';
import { queryFor } from '../../api/query-options.ts';
import { openPanel } from '../../routes/panels.ts';
import { AsOf } from '../../ui/as-of.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import styles from './result.module.css';
import { tableInWords } from './result-list.tsx';
import { ResultThumbnail } from './result-thumbnail.tsx';

/** Facts of the selected result beside whatever is open. */
export function ResultInspector({ connectionId, id }: { connectionId: string; id: number }): ReactNode {
  const query = useQuery(queryFor('juliabase.result.get', { connectionId, id }));
  if (query.data === undefined) {
    return query.error === null ? (
      <LoadingRows count={6} />
    ) : (
      <ErrorNote error={query.error} connectionId={connectionId} />
    );
  }
  const result = query.data.value;
  const series = result.seriesNames.map((name) => (
    <button
      key={name}
      type="button"
      className={styles.link}
      onClick={() => openPanel('series', { connectionId, name })}
    >
      {name}
    </button>
  ));
  return (
    <>
      <SectionHead title={t('About this result')} />
      <FactList
        facts={[
          { label: t('Title'), value: result.title },
          { label: t('Series'), value: series.length === 0 ? <em className={styles.missing}>{t('none')}</em> : series },
          { label: t('Samples'), value: String(result.sampleIds.length) },
          { label: t('Operator'), value: result.operator },
          { label: t('Time'), value: formatWhen(result.timestampUtc, result.timestampInaccuracy).full },
          { label: t('Table'), value: tableInWords(result) },
          { label: t('Image'), value: result.imageType === 'none' ? 'none' : result.imageType.toUpperCase() },
          { label: 'Id', value: String(result.id) },
        ]}
      />
      {result.imageType !== 'none' && (
        <div className={styles.inspected}>
          <ResultThumbnail connectionId={connectionId} result={result} />
        </div>
      )}
      <AsOf stamp={query.data} connectionId={connectionId} />
    </>
  );
}

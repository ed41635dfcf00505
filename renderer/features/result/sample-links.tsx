import { useQueries, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queryFor } from '../../api/query-options.ts';
import { openPanel } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import styles from './result.module.css';

interface SampleLinksProps {
  connectionId: string;
  sampleIds: readonly number[];
  /** Series of the result; their members tell most names without further requests. */
  seriesNames: readonly string[];
}

/** Links to samples of which a result names only the ids. */
export function SampleLinks({ connectionId, sampleIds, seriesNames }: SampleLinksProps): ReactNode {
  const series = useQueries({
    queries: seriesNames.map((name) => queryFor('juliabase.series.get', { connectionId, name })),
  });
  if (series.some((answer) => answer.isLoading)) return null;
  const names = new Map(
    series.flatMap((answer) => answer.data?.value.members.map(({ id, name }) => [id, name] as const) ?? []),
  );
  return sampleIds.map((id) => {
    const name = names.get(id);
    return name === undefined ? (
      <LinkById key={id} connectionId={connectionId} id={id} />
    ) : (
      <SampleLink key={id} connectionId={connectionId} name={name} />
    );
  });
}

function SampleLink({ connectionId, name }: { connectionId: string; name: string }): ReactNode {
  return (
    <button type="button" className={styles.link} onClick={() => openPanel('sample', { connectionId, name })}>
      {name}
    </button>
  );
}

function LinkById({ connectionId, id }: { connectionId: string; id: number }): ReactNode {
  const query = useQuery(queryFor('juliabase.sample.name', { connectionId, id }));
  if (query.error !== null) return <em className={styles.missing}>{t('sample {{id}}, not permitted', { id })}</em>;
  if (query.data === undefined) return <span className={styles.missing}>{t('sample {{id}}', { id })}</span>;
  return <SampleLink connectionId={connectionId} name={query.data.value.name} />;
}

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { SeriesFound } from '../../../../app/contract/series-search.ts';
import { queryFor, useCommand } from '../../../api/query-options.ts';
import { formatCount, t } from '../../../ui/language.ts';
import { showMessage } from '../../../ui/messages.ts';
import styles from './series-search.module.css';

interface KeywordsKnownProps {
  serverId: string;
  serverName: string;
  known: SeriesFound['known'];
}

const ended: ReadonlySet<string> = new Set(['succeeded', 'failed', 'cancelled']);

/** Of how many series the keywords can be searched, and a way to the others. */
export function KeywordsKnown({ serverId, serverName, known }: KeywordsKnownProps): ReactNode {
  const load = useCommand('drms.series.load-keywords');
  const cancel = useCommand('jobs.cancel');
  const jobs = useQuery(queryFor('jobs.list', {})).data ?? [];
  const running = jobs.find(
    ({ kind, title, status }) => kind === 'drms.keywords' && title.endsWith(` of ${serverName}`) && !ended.has(status),
  );
  const { series, withKeywords } = known;
  if (withKeywords >= series) return <span>{t('Names, notes and keywords of all series are searched.')}</span>;
  const done = running === undefined ? withKeywords : Math.max(withKeywords, running.done);
  return (
    <>
      <span>
        {t('Keywords of {{done}} of {{series}} series are known here.', {
          done: formatCount(done),
          series: formatCount(series),
        })}
      </span>
      {running === undefined ? (
        <Button loading={load.isPending} onClick={() => load.mutate({ serverId }, { onError: showMessage })}>
          {t('Load the keywords of all series')}
        </Button>
      ) : (
        <>
          <progress className={styles.progress} aria-label={t('Loading keywords')} max={series} value={done} />
          <Button variant="subtle" onClick={() => cancel.mutate({ id: running.id }, { onError: showMessage })}>
            {t('Cancel')}
          </Button>
        </>
      )}
    </>
  );
}

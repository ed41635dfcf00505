import { Button } from '@mantine/core';
import { IconChartDots, IconExternalLink, IconGridDots, IconPhoto, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Stamped } from '../../../app/contract/common.ts';
import type { SeriesOverview, SeriesPage } from '../../../app/contract/juliabase.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { openPanel } from '../../routes/panels.ts';
import { AsOf } from '../../ui/as-of.tsx';
import { offer, useCommands } from '../../ui/commands.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { CopyViewAsCode } from '../remote/copy-view-as-code.tsx';
import { openInBrowser } from '../remote/open-in-browser.ts';
import { type Remote, useRemote } from '../remote/use-remote.ts';
import { ResultList } from '../result/result-list.tsx';
import { memberRows } from './member-rows.ts';
import { MembersTable } from './members-table.tsx';
import { ProcessTypes } from './process-types.tsx';
import styles from './series.module.css';

/** A sample series: its members with key facts, its process classes with their files, its results. */
export function SeriesPanel({ params, panelId, isActive }: PanelProps<'series'>): ReactNode {
  const { connectionId, name } = params;
  const series = useRemote('juliabase.series.get', { connectionId, name });
  const overview = useRemote('juliabase.series.overview', { connectionId, name });
  usePanelTitle(panelId, { title: name, icon: 'series' });
  const refresh = (): void => {
    series.refresh();
    overview.refresh();
  };
  const plot = (): void => openPanel('conductivity', { connectionId, seriesName: name }, { group: 'right' });
  const mine = (): void => openPanel('mining', { connectionId, of: 'series', name });
  const publish = (): void => openPanel('publish', { connectionId, of: 'series', name });
  useCommands(isActive, [
    offer('series.refresh', refresh, { name }),
    offer('figure.conductivity', plot, { name }),
    offer('data.publish.series', publish, { name }),
    offer('data.mining', mine, { name }),
  ]);
  const page = series.answer?.value;
  return (
    <div className={styles.panel}>
      {series.error !== null && (
        <ErrorNote
          error={series.error}
          connectionId={connectionId}
          action={{ label: t('Ask again'), onClick: refresh }}
        />
      )}
      <header className={styles.head}>
        <h2 className={styles.title}>{name}</h2>
        {series.answer !== undefined && <AsOf stamp={series.answer} connectionId={connectionId} />}
      </header>
      <Toolbar label={t('Series')}>
        <Button
          leftSection={<IconRefresh size={14} />}
          variant="subtle"
          loading={series.isRefreshing}
          onClick={refresh}
        >
          {t('Refresh')}
        </Button>
        {page !== undefined && (
          <Button leftSection={<IconExternalLink size={14} />} variant="subtle" onClick={() => openInBrowser(page.url)}>
            {t('Open in JuliaBase')}
          </Button>
        )}
        <Button leftSection={<IconGridDots size={14} />} variant="subtle" onClick={mine}>
          {t('Mining table')}
        </Button>
        <CopyViewAsCode subject={{ kind: 'series', connectionId, name }} isActive={isActive} />
        <Button
          variant="filled"
          leftSection={<IconChartDots size={14} />}
          disabled={page?.members.length === 0}
          onClick={plot}
        >
          {t('Plot conductivity')}
        </Button>
      </Toolbar>
      {page === undefined && series.error === null && <LoadingRows count={12} />}
      {page !== undefined && <SeriesBody page={page} connectionId={connectionId} overview={overview} />}
    </div>
  );
}

interface SeriesBodyProps {
  page: SeriesPage;
  connectionId: string;
  overview: Remote<Stamped<SeriesOverview>>;
}

function SeriesBody({ page, connectionId, overview }: SeriesBodyProps): ReactNode {
  const facts = overview.answer?.value;
  return (
    <>
      {overview.error !== null && <ErrorNote error={overview.error} connectionId={connectionId} />}
      <MembersTable connectionId={connectionId} seriesName={page.name} members={memberRows(page, facts)} />
      {facts !== undefined && <ProcessTypes types={facts.processTypes} memberCount={page.members.length} />}
      <section aria-label={t('Results')}>
        <SectionHead title={t('Results')} count={page.results.length} />
        {page.results.length === 0 ? (
          <EmptyState icon={IconPhoto} title={t('No results yet.')}>
            {t('Plot the conductivity of the series and attach the figure to it.')}
          </EmptyState>
        ) : (
          <ResultList connectionId={connectionId} results={page.results} />
        )}
      </section>
    </>
  );
}

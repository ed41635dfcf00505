import { Button } from '@mantine/core';
import { IconChartDots, IconExternalLink, IconRefresh, IconStar, IconStarFilled } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import type { SamplePage } from '../../../app/contract/juliabase.ts';
import { useCommand } from '../../api/query-options.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { openPanel } from '../../routes/panels.ts';
import { AsOf } from '../../ui/as-of.tsx';
import { offer, useCommands } from '../../ui/commands.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { selectThing } from '../../ui/selection.ts';
import { Toolbar } from '../../ui/toolbar.tsx';
import { ExampleTargets, type MiningTarget } from '../mining/mining-wish.ts';
import { CopyViewAsCode } from '../remote/copy-view-as-code.tsx';
import { openInBrowser } from '../remote/open-in-browser.ts';
import { useRemote } from '../remote/use-remote.ts';
import { FactLine } from './fact-line.tsx';
import styles from './sample.module.css';
import { SampleProcesses } from './sample-processes.tsx';

/** A sample: its facts and its processes as a timeline. */
export function SamplePanel({ params, panelId, isActive }: PanelProps<'sample'>): ReactNode {
  const { connectionId, name } = params;
  const sample = useRemote('juliabase.sample.get', { connectionId, name });
  usePanelTitle(panelId, { title: name, icon: 'sample' });
  useEffect(() => {
    if (isActive) selectThing({ kind: 'sample', connectionId, name });
  }, [isActive, connectionId, name]);
  const plot = (): void => openPanel('conductivity', { connectionId, sampleName: name }, { group: 'right' });
  useCommands(isActive, [
    offer('sample.refresh', sample.refresh, { name }),
    offer('figure.conductivity', plot, { name }),
  ]);
  const page = sample.answer?.value;
  return (
    <div className={styles.panel}>
      {sample.error !== null && (
        <ErrorNote
          error={sample.error}
          connectionId={connectionId}
          action={{ label: t('Ask again'), onClick: sample.refresh }}
        />
      )}
      <header className={styles.head}>
        <div className={styles.titleLine}>
          <h2 className={styles.title}>{page?.sample.name ?? name}</h2>
          {page?.sample.tags.map((tag) => (
            <span key={tag} className={styles.tag}>
              {tag}
            </span>
          ))}
          {page !== undefined && <MySamplesToggle connectionId={connectionId} page={page} />}
        </div>
        {page !== undefined && <FactLine facts={headFacts(page)} />}
        {sample.answer !== undefined && <AsOf stamp={sample.answer} connectionId={connectionId} />}
      </header>
      <Toolbar label={t('Sample')}>
        <Button
          variant="subtle"
          leftSection={<IconRefresh size={14} />}
          loading={sample.isRefreshing}
          onClick={sample.refresh}
        >
          {t('Refresh')}
        </Button>
        {page !== undefined && (
          <Button variant="subtle" leftSection={<IconExternalLink size={14} />} onClick={() => openInBrowser(page.url)}>
            {t('Open in JuliaBase')}
          </Button>
        )}
        <CopyViewAsCode subject={{ kind: 'sample', connectionId, name }} isActive={isActive} />
        <Button variant="filled" leftSection={<IconChartDots size={14} />} onClick={plot}>
          {t('Plot conductivity')}
        </Button>
      </Toolbar>
      {page === undefined && sample.error === null && <LoadingRows count={10} />}
      {page !== undefined && (
        <ExampleTargets.Provider value={miningTargetsOf(connectionId, page)}>
          <SampleProcesses page={page} connectionId={connectionId} />
        </ExampleTargets.Provider>
      )}
    </div>
  );
}

/** Its series and its topic, else the sample alone; not every series can be read by everybody. */
function miningTargetsOf(connectionId: string, { sample, seriesNames }: SamplePage): MiningTarget[] {
  const targets: MiningTarget[] = seriesNames.map((name) => ({ connectionId, of: 'series', name }));
  if (sample.topic !== null) targets.push({ connectionId, of: 'topic', name: sample.topic });
  return targets.length > 0 ? targets : [{ connectionId, of: 'search', name: sample.name }];
}

function headFacts({ sample }: SamplePage): { label: string; value: string; unit: null }[] {
  const facts: [string, string | null][] = [
    [t('Responsible'), sample.responsiblePerson],
    [t('Location'), sample.currentLocation],
    [t('Purpose'), sample.purpose],
    [t('Topic'), sample.topic],
  ];
  return facts.flatMap(([label, value]) => (value === null || value === '' ? [] : [{ label, value, unit: null }]));
}

function MySamplesToggle({ connectionId, page }: { connectionId: string; page: SamplePage }): ReactNode {
  const change = useCommand('juliabase.mySamples.change');
  const { id } = page.sample;
  const on = page.onMySamples;
  return (
    <>
      <Button
        variant="subtle"
        size="compact-xs"
        aria-pressed={on}
        loading={change.isPending}
        leftSection={on ? <IconStarFilled size={14} /> : <IconStar size={14} />}
        onClick={() => change.mutate(on ? { connectionId, remove: [id] } : { connectionId, add: [id] })}
      >
        {on ? t('on My samples') : t('Put on My samples')}
      </Button>
      {change.error !== null && <ErrorNote error={change.error} connectionId={connectionId} />}
    </>
  );
}

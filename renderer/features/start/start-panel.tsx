import { Button, UnstyledButton } from '@mantine/core';
import { IconFlask, IconFolders, IconPlayerPlay, IconServer, IconStack2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { formatBytes } from '../../../app/domain/number-format.ts';
import { queryFor } from '../../api/query-options.ts';
import { getShell } from '../../api/shell.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { runCommand } from '../../ui/commands.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { askForConnection } from '../connections/dialog-state.ts';
import { RecentFiles } from '../recent-files/recent-files.tsx';
import { startTour } from '../tour/tour-state.ts';
import { RecentPanels } from './recent-panels.tsx';
import styles from './start.module.css';
import { type Demo, useDemo } from './use-demo.ts';

/** Where to begin: on first start the demo and a connection, later what was open last. */
export function StartPanel({ panelId }: PanelProps<'start'>): ReactNode {
  usePanelTitle(panelId, { title: t('Start'), icon: 'start' });
  const connections = useQuery(queryFor('connections.list', {})).data;
  const info = useQuery(queryFor('app.info', {})).data;
  const demo = useDemo();
  const isEmpty = connections?.length === 0;
  return (
    <div className={styles.page}>
      <header>
        <h2 className={styles.title}>{isEmpty ? t('Nothing is connected yet') : t('Start')}</h2>
        <p className={styles.lead}>
          {connections === undefined ? '' : leadSentence(connections.length, info?.cacheBytes)}
        </p>
      </header>
      <RecentPanels connections={connections ?? []} />
      <RecentFiles />
      <section aria-labelledby="start-add">
        <h3 id="start-add" className={styles.head}>
          {t('Add a connection')}
        </h3>
        <div className={styles.line}>
          <IconFlask size={16} aria-hidden />
          <strong>JuliaBase</strong>
          <span className={styles.what}>
            {t('Samples, sample series, processes and results of your laboratory')}
            <small>{t('Address, user name, password')}</small>
          </span>
          <Button
            aria-label={t('Add JuliaBase connection')}
            onClick={() => askForConnection({ kind: 'add', server: 'juliabase' })}
          >
            {t('Add…')}
          </Button>
        </div>
        <div className={styles.line}>
          <IconFolders size={16} aria-hidden />
          <strong>openBIS</strong>
          <span className={styles.what}>
            {t('Spaces, collections, objects and datasets with their files')}
            <small>{t('Address, user name and password, or a personal access token')}</small>
          </span>
          <Button
            aria-label={t('Add openBIS connection')}
            onClick={() => askForConnection({ kind: 'add', server: 'openbis' })}
          >
            {t('Add…')}
          </Button>
        </div>
      </section>
      {demo.canStart && <DemoSection demo={demo} isMain={isEmpty} />}
      <section aria-labelledby="start-tour">
        <div className={styles.headLine}>
          <h3 id="start-tour">{t('New here?')}</h3>
          <span className={styles.quiet}>{t('four steps, half a minute')}</span>
          <Button onClick={startTour}>{t('Show the tour')}</Button>
        </div>
      </section>
      {getShell().attach !== undefined && (
        <section aria-labelledby="start-otherwise">
          <h3 id="start-otherwise" className={styles.head}>
            {t('Otherwise')}
          </h3>
          <UnstyledButton className={styles.other} onClick={() => runCommand('app.attach')}>
            <IconServer size={14} aria-hidden /> {t('Attach to another computer…')}
          </UnstyledButton>
        </section>
      )}
    </div>
  );
}

function leadSentence(count: number, cacheBytes: number | undefined): string {
  if (count === 0) {
    return t(
      'Add the database you work with, or look around in the demo first. Quarry only reads until you write something yourself.',
    );
  }
  const kept =
    cacheBytes === undefined
      ? ''
      : t(', {{cacheBytes}} of answers kept on this computer', { cacheBytes: formatBytes(cacheBytes) });
  return t('{{count}} connections{{kept}}.', { count, kept });
}

function DemoSection({ demo, isMain }: { demo: Demo; isMain: boolean }): ReactNode {
  return (
    <section aria-labelledby="start-demo">
      <div className={styles.headLine}>
        <h3 id="start-demo">{t('Demo')}</h3>
        <span className={styles.quiet}>{t('works offline, no login')}</span>
        <Button
          variant={isMain ? 'filled' : 'default'}
          leftSection={<IconPlayerPlay size={14} />}
          loading={demo.isStarting}
          onClick={demo.start}
        >
          {demo.isRunning ? t('Open the demo') : t('Start the demo')}
        </Button>
      </div>
      {demo.error !== null && <ErrorNote error={demo.error} />}
      <div className={styles.story}>
        <IconStack2 size={16} aria-hidden />
        <span>{t('Conductivity of a sample series')}</span>
        <span className={styles.quiet}>{t('samples and their raw files, from table to attached result')}</span>
      </div>
      <p className={styles.small}>
        {t('Small servers run inside Quarry and speak the real protocols. What you write there stays there.')}
      </p>
    </section>
  );
}

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
import { askForConnection } from '../connections/dialog-state.ts';
import { RecentFiles } from '../recent-files/recent-files.tsx';
import { startTour } from '../tour/tour-state.ts';
import { RecentPanels } from './recent-panels.tsx';
import styles from './start.module.css';
import { type Demo, useDemo } from './use-demo.ts';

/** Where to begin: on first start the demo and a connection, later what was open last. */
export function StartPanel({ panelId }: PanelProps<'start'>): ReactNode {
  usePanelTitle(panelId, { title: 'Start', icon: 'start' });
  const connections = useQuery(queryFor('connections.list', {})).data;
  const info = useQuery(queryFor('app.info', {})).data;
  const demo = useDemo();
  const isEmpty = connections?.length === 0;
  return (
    <div className={styles.page}>
      <header>
        <h2 className={styles.title}>{isEmpty ? 'Nothing is connected yet' : 'Start'}</h2>
        <p className={styles.lead}>
          {connections === undefined ? '' : leadSentence(connections.length, info?.cacheBytes)}
        </p>
      </header>
      <RecentPanels connections={connections ?? []} />
      <RecentFiles />
      <section aria-labelledby="start-add">
        <h3 id="start-add" className={styles.head}>
          Add a connection
        </h3>
        <div className={styles.line}>
          <IconFlask size={16} aria-hidden />
          <strong>JuliaBase</strong>
          <span className={styles.what}>
            Samples, sample series, processes and results of your laboratory
            <small>Address, user name, password</small>
          </span>
          <Button
            aria-label="Add JuliaBase connection"
            onClick={() => askForConnection({ kind: 'add', server: 'juliabase' })}
          >
            Add…
          </Button>
        </div>
        <div className={styles.line}>
          <IconFolders size={16} aria-hidden />
          <strong>openBIS</strong>
          <span className={styles.what}>
            Spaces, collections, objects and datasets with their files
            <small>Address, user name and password, or a personal access token</small>
          </span>
          <Button
            aria-label="Add openBIS connection"
            onClick={() => askForConnection({ kind: 'add', server: 'openbis' })}
          >
            Add…
          </Button>
        </div>
      </section>
      {demo.canStart && <DemoSection demo={demo} isMain={isEmpty} />}
      <section aria-labelledby="start-tour">
        <div className={styles.headLine}>
          <h3 id="start-tour">New here?</h3>
          <span className={styles.quiet}>four steps, half a minute</span>
          <Button onClick={startTour}>Show the tour</Button>
        </div>
      </section>
      {getShell().attach !== undefined && (
        <section aria-labelledby="start-otherwise">
          <h3 id="start-otherwise" className={styles.head}>
            Otherwise
          </h3>
          <UnstyledButton className={styles.other} onClick={() => runCommand('app.attach')}>
            <IconServer size={14} aria-hidden /> Attach to another computer…
          </UnstyledButton>
        </section>
      )}
    </div>
  );
}

function leadSentence(count: number, cacheBytes: number | undefined): string {
  if (count === 0) {
    return 'Add the database you work with, or look around in the demo first. Quarry only reads until you write something yourself.';
  }
  const kept = cacheBytes === undefined ? '' : `, ${formatBytes(cacheBytes)} of answers kept on this computer`;
  return `${count} ${count === 1 ? 'connection' : 'connections'}${kept}.`;
}

function DemoSection({ demo, isMain }: { demo: Demo; isMain: boolean }): ReactNode {
  return (
    <section aria-labelledby="start-demo">
      <div className={styles.headLine}>
        <h3 id="start-demo">Demo</h3>
        <span className={styles.quiet}>works offline, no login</span>
        <Button
          variant={isMain ? 'filled' : 'default'}
          leftSection={<IconPlayerPlay size={14} />}
          loading={demo.isStarting}
          onClick={demo.start}
        >
          {demo.isRunning ? 'Open the demo' : 'Start the demo'}
        </Button>
      </div>
      {demo.error !== null && <ErrorNote error={demo.error} />}
      <div className={styles.story}>
        <IconStack2 size={16} aria-hidden />
        <span>Conductivity of a sample series</span>
        <span className={styles.quiet}>samples and their raw files, from table to attached result</span>
      </div>
      <p className={styles.small}>
        Small servers run inside Quarry and speak the real protocols. What you write there stays there.
      </p>
    </section>
  );
}

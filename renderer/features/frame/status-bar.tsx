import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { formatBytes } from '../../../app/domain/number-format.ts';
import { connectNow } from '../../api/client.ts';
import { useLinkState } from '../../api/link-state.ts';
import { queryFor } from '../../api/query-options.ts';
import { t } from '../../ui/language.ts';
import { StateDot } from '../../ui/state-dot.tsx';
import { askForConnection } from '../connections/dialog-state.ts';
import { stateInWords } from '../connections/state-words.ts';
import { isEnded, isTransfer } from '../jobs/job-words.ts';
import { OutboxState } from '../outbox/outbox-state.tsx';
import { TransferState } from '../transfers/transfer-state.tsx';
import { NewVersion } from '../updates/new-version.tsx';
import styles from './status-bar.module.css';
import { showBottomTab } from './view-state.ts';

/** Connections, jobs, what is kept here, and the line to the core. */
export function StatusBar(): ReactNode {
  const connections = useQuery(queryFor('connections.list', {})).data ?? [];
  // What is kept grows with every answer, without an event of its own.
  const info = useQuery({ ...queryFor('app.info', {}), refetchInterval: 20_000 }).data;
  return (
    <footer className={styles.bar} data-region>
      {connections.length === 0 && <span>{t('No connection')}</span>}
      {connections.map((connection) => (
        <UnstyledButton
          key={connection.id}
          className={styles.item}
          data-tone={connection.state === 'needs-you' ? 'bad' : undefined}
          title={connection.stateMessage ?? stateInWords(connection.state)}
          onClick={() =>
            askForConnection({ kind: connection.state === 'needs-you' ? 'login' : 'edit', id: connection.id })
          }
        >
          <StateDot state={connection.state} />
          {connection.state === 'signed-in' ? connection.name : `${connection.name}: ${stateInWords(connection.state)}`}
        </UnstyledButton>
      ))}
      <span className={styles.gap} />
      <CoreState />
      <NewVersion className={styles.item ?? ''} />
      <TransferState />
      <OutboxState />
      <JobCount />
      {info !== undefined && (
        <span>
          {info.cacheBytes === 0
            ? t('Nothing kept on this computer yet')
            : t('{{cacheBytes}} kept', { cacheBytes: formatBytes(info.cacheBytes) })}
        </span>
      )}
    </footer>
  );
}

function JobCount(): ReactNode {
  const jobs = (useQuery(queryFor('jobs.list', {})).data ?? []).filter(
    // Those of transfers are told as such.
    (job) => !isEnded(job) && !isTransfer(job),
  );
  if (jobs.length === 0) return null;
  const waiting = jobs.filter(({ status }) => status === 'needs-you').length;
  return (
    <UnstyledButton
      className={styles.item}
      data-tone={waiting > 0 ? 'warn' : undefined}
      onClick={() => showBottomTab('jobs')}
    >
      {waiting > 0 ? t('{{count}} jobs need you', { count: waiting }) : t('{{count}} jobs', { count: jobs.length })}
    </UnstyledButton>
  );
}

function CoreState(): ReactNode {
  const { state } = useLinkState();
  switch (state.kind) {
    case 'connected':
      return null;
    case 'connecting':
      return <span role="status">{t('Connecting to the core…')}</span>;
    case 'waiting':
      return (
        <span className={styles.lost} role="status">
          {t('The core of Quarry does not answer. It is tried again by itself.')}
          <UnstyledButton className={styles.item} onClick={connectNow}>
            {t('Try now')}
          </UnstyledButton>
        </span>
      );
    default:
      return state satisfies never;
  }
}

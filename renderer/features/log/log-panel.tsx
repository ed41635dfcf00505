import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconListDetails, IconRefresh, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { LogEntry } from '../../../app/contract/app.ts';
import { formatStamp } from '../../../app/domain/number-format.ts';
import { queryFor } from '../../api/query-options.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { offer, useCommands } from '../../ui/commands.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { useNowMs } from '../../ui/now.ts';
import { PlainTable } from '../../ui/plain-table.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import styles from './log.module.css';

const levels: readonly { value: LogEntry['level']; label: string }[] = [
  { value: 'debug', label: t('Everything') },
  { value: 'info', label: t('Information and worse') },
  { value: 'warn', label: t('Warnings and errors') },
  { value: 'error', label: t('Errors') },
];

/** What Quarry has written down about its work, newest first. */
export function LogPanel({ panelId, isActive }: PanelProps<'log'>): ReactNode {
  usePanelTitle(panelId, { title: t('Log'), icon: 'log' });
  const [leastLevel, setLevel] = useState<LogEntry['level']>('info');
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed, 150);
  const log = useQuery({
    ...queryFor('app.log', { text, leastLevel }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const refresh = (): void => void log.refetch();
  useCommands(isActive, [offer('log.refresh', refresh)]);
  return (
    <div className={styles.panel}>
      <Toolbar label={t('Log')}>
        <TextInput
          className={styles.filter ?? ''}
          aria-label={t('Filter the log')}
          placeholder={t('Filter')}
          data-list-filter
          leftSection={<IconSearch size={14} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Select
          aria-label={t('Level')}
          allowDeselect={false}
          data={levels}
          value={leastLevel}
          onChange={(level) => level !== null && setLevel(level)}
        />
        <Button variant="subtle" leftSection={<IconRefresh size={14} />} loading={log.isFetching} onClick={refresh}>
          {t('Refresh')}
        </Button>
      </Toolbar>
      {log.error !== null && <ErrorNote error={log.error} action={{ label: t('Read again'), onClick: refresh }} />}
      {log.data === undefined && log.error === null && <LoadingRows count={10} />}
      {log.data !== undefined && <Lines {...log.data} />}
    </div>
  );
}

function Lines({ path, entries }: { path: string; entries: readonly LogEntry[] }): ReactNode {
  const nowMs = useNowMs();
  if (entries.length === 0)
    return (
      <EmptyState icon={IconListDetails} title={t('No line fits.')}>
        {t('The end of {{path}} was looked at. Choose a lower level, or other words.', { path })}
      </EmptyState>
    );
  return (
    <div className={styles.lines}>
      <p className={styles.count}>{t('{{number}} newest lines of {{path}}', { number: entries.length, path })}</p>
      <PlainTable>
        <thead>
          <tr>
            <th scope="col">{t('Time')}</th>
            <th scope="col">{t('Level')}</th>
            <th scope="col">{t('What')}</th>
            <th scope="col">{t('With')}</th>
            <th scope="col">
              <span data-visually-hidden>{t('Copy')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a log have no other identity
            <tr key={place} data-level={entry.level}>
              <td className={styles.time}>
                <time dateTime={entry.timeUtc} title={entry.timeUtc}>
                  {formatStamp(entry.timeUtc, nowMs)}
                </time>
              </td>
              <td className={styles.level}>{entry.level}</td>
              <td>{entry.text}</td>
              <td className={styles.fields}>{entry.fields === '{}' ? '' : entry.fields}</td>
              <td>
                <CopyButton
                  label={t('Copy line')}
                  text={() => [entry.timeUtc, entry.level, entry.text, entry.fields].join(' · ')}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </div>
  );
}

import { ActionIcon, CloseButton, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { queryFor } from '../../api/query-options.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { CollectionTree } from '../collections/collection-tree.tsx';
import { askForConnection } from '../connections/dialog-state.ts';
import { ConnectionItem } from './connection-item.tsx';
import { FilteredConnection } from './filtered.tsx';
import styles from './navigator.module.css';
import { FilteredOpenbis } from './openbis-filtered.tsx';
import { SolarServers } from './solar-servers.tsx';
import { onTreeKey } from './tree-keys.ts';

/** Connections as trees, and a filter over all they hold. */
export function Navigator(): ReactNode {
  const [filter, setFilter] = useState('');
  const tree = useRef<HTMLDivElement>(null);
  const connections = useQuery(queryFor('connections.list', {}));
  const text = filter.trim();
  const onFilterKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setFilter('');
    if (event.key === 'ArrowDown') tree.current?.querySelector<HTMLElement>('[role="treeitem"]')?.focus();
  };
  return (
    <div className={styles.navigator}>
      <TextInput
        className={styles.filter ?? ''}
        aria-label={t('Filter series and samples')}
        placeholder={t('Filter')}
        data-list-filter
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={
          filter === '' ? (
            <kbd className={styles.slash}>/</kbd>
          ) : (
            <CloseButton size="xs" aria-label={t('Clear filter')} onClick={() => setFilter('')} />
          )
        }
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value)}
        onKeyDown={onFilterKey}
      />
      <div className={styles.head}>
        <h2>{t('Connections')}</h2>
        <ActionIcon aria-label={t('Add connection')} onClick={() => askForConnection({ kind: 'add' })}>
          <IconPlus size={14} />
        </ActionIcon>
      </div>
      {connections.error !== null && <ErrorNote error={connections.error} />}
      {connections.data?.length === 0 && <p className={styles.hint}>{t('Add one with + or on the Start page.')}</p>}
      {connections.data !== undefined && connections.data.length > 0 && (
        <div ref={tree} role="tree" aria-label={t('Connections')} className={styles.tree} onKeyDown={onTreeKey}>
          {connections.data.map((connection) =>
            text === '' ? (
              <ConnectionItem key={connection.id} connection={connection} />
            ) : connection.kind === 'openbis' ? (
              <FilteredOpenbis key={connection.id} connection={connection} filter={text} />
            ) : (
              <FilteredConnection key={connection.id} connection={connection} filter={text} />
            ),
          )}
        </div>
      )}
      <SolarServers filter={text} />
      <CollectionTree filter={text} />
    </div>
  );
}

import { ActionIcon, Menu, Modal } from '@mantine/core';
import { IconBookmark, IconDots } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { SavedQuery } from '../../../app/contract/saved-queries.ts';
import { queryFor, useCommand } from '../../api/query-options.ts';
import { panelAddress } from '../../routes/panel-address.ts';
import { openPanel, usePanels } from '../../routes/panels.ts';
import { showMessage, showToast } from '../../ui/messages.ts';
import { NameForm } from '../drms/queries/save-query.tsx';
import styles from './navigator.module.css';
import { TreeItem } from './tree-item.tsx';
import { onTreeKey } from './tree-keys.ts';

/** Queries that were saved under a name, of all servers. */
export function SavedQueries({ filter }: { filter: string }): ReactNode {
  const list = useQuery(queryFor('drms.queries.list', {})).data ?? [];
  const found = list.filter(({ name, recordSet }) => `${name} ${recordSet}`.toLowerCase().includes(filter));
  const [renamed, setRenamed] = useState<SavedQuery | null>(null);
  if (found.length === 0) return null;
  return (
    <>
      <div className={styles.head}>
        <h2>Saved queries</h2>
      </div>
      <div role="tree" aria-label="Saved queries" className={styles.shortTree} onKeyDown={onTreeKey}>
        {found.map((query) => (
          <QueryLine key={query.id} query={query} onRename={() => setRenamed(query)} />
        ))}
      </div>
      {renamed !== null && (
        <Modal
          opened
          onClose={() => setRenamed(null)}
          title={`Rename query ${renamed.name}`}
          size={400}
          closeButtonProps={{ 'aria-label': 'Close' }}
        >
          <NameForm initial={renamed.name} query={renamed} onDone={() => setRenamed(null)} />
        </Modal>
      )}
    </>
  );
}

function QueryLine({ query, onRename }: { query: SavedQuery; onRename(): void }): ReactNode {
  const { serverId, recordSet, name } = query;
  const [menuOpen, setMenuOpen] = useState(false);
  const remove = useCommand('drms.queries.remove');
  const restore = useCommand('drms.queries.save');
  const address = panelAddress({ kind: 'records', params: { serverId, recordSet } });
  const onRemove = (): void =>
    remove.mutate(
      { id: query.id },
      {
        onSuccess: () =>
          showToast({
            level: 'info',
            text: `Query ${name} is removed.`,
            action: { label: 'Undo', onClick: () => restore.mutate(query, { onError: showMessage }) },
          }),
        onError: showMessage,
      },
    );
  return (
    <TreeItem
      id={`query/${query.id}`}
      level={1}
      label={name}
      icon={IconBookmark}
      spoken={`${name}, ${recordSet}`}
      isCurrent={usePanels(({ active }) => active === address)}
      onOpen={() => openPanel('records', { serverId, recordSet })}
      onMenu={() => setMenuOpen(true)}
      end={
        <span className={styles.end}>
          <Menu opened={menuOpen} onChange={setMenuOpen} position="bottom-start" width={180}>
            <Menu.Target>
              <ActionIcon size={20} tabIndex={-1} className={styles.menu ?? ''} aria-label={`Actions of ${name}`}>
                <IconDots size={14} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={onRename}>Rename query…</Menu.Item>
              <Menu.Item onClick={onRemove}>Remove query</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </span>
      }
    />
  );
}

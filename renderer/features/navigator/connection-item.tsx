import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconFlask, IconFolders, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Connection } from '../../../app/contract/connections.ts';
import { useCommand } from '../../api/query-options.ts';
import { openPanel } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { showMessage } from '../../ui/messages.ts';
import { StateDot } from '../../ui/state-dot.tsx';
import { askForConnection } from '../connections/dialog-state.ts';
import { stateInWords } from '../connections/state-words.ts';
import { ConnectionBranches } from './branches.tsx';
import styles from './navigator.module.css';
import { OpenbisBranches } from './openbis-branches.tsx';
import { OpenbisItems } from './openbis-items.tsx';
import { TreeItem } from './tree-item.tsx';
import { TreeNote } from './tree-note.tsx';

/** A connection with its state, its actions, and what it holds. */
export function ConnectionItem({ connection }: { connection: Connection }): ReactNode {
  const [menuOpen, setMenuOpen] = useState(false);
  const { id, name, state } = connection;
  return (
    <TreeItem
      id={id}
      level={1}
      label={name}
      icon={connection.kind === 'openbis' ? IconFolders : IconFlask}
      openAtFirst
      spoken={`${name}, ${stateInWords(state)}`}
      onMenu={() => setMenuOpen(true)}
      end={
        <span className={styles.end}>
          <ConnectionMenu connection={connection} opened={menuOpen} onChange={setMenuOpen} />
          <span title={connection.stateMessage ?? stateInWords(state)} className={styles.dot}>
            <StateDot state={state} />
          </span>
        </span>
      }
    >
      {() => <ConnectionContent connection={connection} />}
    </TreeItem>
  );
}

function ConnectionContent({ connection }: { connection: Connection }): ReactNode {
  const { id, state, stateMessage } = connection;
  const login = useCommand('connections.login');
  const ask = (): void => askForConnection({ kind: 'login', id });
  if (state === 'needs-you' || (state === 'signed-out' && connection.passwordKept === 'none')) {
    const text = stateMessage ?? t('You are logged out.');
    return <TreeNote level={2} tone="bad" text={text} action={{ label: t('Log in…'), onClick: ask }} />;
  }
  if (state === 'signed-out') {
    const logIn = { label: t('Log in'), onClick: () => login.mutate({ id }, { onError: ask }) };
    return <TreeNote level={2} text={t('Logged out.')} action={logIn} />;
  }
  const Branches = connection.kind === 'openbis' ? OpenbisBranches : ConnectionBranches;
  return <Branches connectionId={id} level={2} />;
}

interface ConnectionMenuProps {
  connection: Connection;
  opened: boolean;
  onChange(opened: boolean): void;
}

function ConnectionMenu({ connection, opened, onChange }: ConnectionMenuProps): ReactNode {
  const { id, name, state } = connection;
  const logout = useCommand('connections.logout');
  const isOpenbis = connection.kind === 'openbis';
  const isOut = state === 'signed-out' || state === 'needs-you';
  return (
    <Menu opened={opened} onChange={onChange} position="bottom-start" width={220}>
      <Menu.Target>
        <ActionIcon
          size={20}
          tabIndex={-1}
          className={styles.menu ?? ''}
          aria-label={t('Actions of {{name}}', { name })}
        >
          <IconDots size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconSearch size={14} />}
          onClick={() => openPanel(isOpenbis ? 'openbis-search' : 'search', { connectionId: id, text: '' })}
        >
          {isOpenbis ? t('Find objects and datasets…') : t('Find samples…')}
        </Menu.Item>
        {isOpenbis && !isOut && <OpenbisItems connectionId={id} opened={opened} />}
        {isOut ? (
          <Menu.Item onClick={() => askForConnection({ kind: 'login', id })}>{t('Log in…')}</Menu.Item>
        ) : (
          <Menu.Item onClick={() => logout.mutate({ id }, { onError: showMessage })}>{t('Log out')}</Menu.Item>
        )}
        <Menu.Item onClick={() => askForConnection({ kind: 'edit', id })}>{t('Edit connection…')}</Menu.Item>
        <Menu.Item onClick={() => askForConnection({ kind: 'remove', id })}>{t('Remove connection…')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

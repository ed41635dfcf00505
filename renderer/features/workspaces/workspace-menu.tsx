import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconChevronDown, IconLayout } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import { queryFor } from '../../api/query-options.ts';
import { type Command, offer, useCommands } from '../../ui/commands.ts';
import { FileChooser } from '../../ui/file-chooser.tsx';
import { t } from '../../ui/language.ts';
import { useCurrentWorkspace } from '../frame/window-layout.ts';
import {
  leaveWorkspace,
  openWorkspace,
  openWorkspaceFile,
  removeWorkspace,
  saveWorkspaceFile,
} from './workspace-actions.ts';
import { askForWorkspaceName } from './workspace-dialog.tsx';
import styles from './workspaces.module.css';

/** Which workspace the window shows, the others, and what can be done with them; as a menu and as commands. */
export function WorkspaceMenu(): ReactNode {
  const list = useQuery(queryFor('workspaces.list', {})).data ?? [];
  const { current } = useCurrentWorkspace();
  const file = useRef<HTMLButtonElement>(null);
  const actions: Command[] = [
    offer('workspace.save', () => askForWorkspaceName({ kind: 'save' })),
    ...(current === null
      ? []
      : [
          offer('workspace.rename', () => askForWorkspaceName({ kind: 'rename', workspace: current })),
          offer('workspace.file', () => void saveWorkspaceFile(current)),
          offer('workspace.remove', () => void removeWorkspace(current)),
          offer('workspace.leave', () => void leaveWorkspace()),
        ]),
    offer('workspace.open', () => file.current?.click()),
  ];
  const others = list.map((workspace) =>
    offer('workspace.show', () => void openWorkspace(workspace), { name: workspace.name }, workspace.id),
  );
  useCommands(true, [...actions, ...others]);
  return (
    <>
      <FileChooser accept="application/json" onFile={(chosen) => void openWorkspaceFile(chosen)}>
        {({ onClick }) => (
          <button type="button" ref={file} hidden onClick={onClick} aria-label={t('Open workspace file')} />
        )}
      </FileChooser>
      <Menu position="bottom-end" offset={2} width={260}>
        <Menu.Target>
          <UnstyledButton className={styles.workspace} title={t('Workspace')} aria-label={spoken(current?.name)}>
            <IconLayout size={14} aria-hidden />
            <span className={styles.name}>{current?.name ?? t('Workspace')}</span>
            <IconChevronDown size={12} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {list.length > 0 && <Menu.Label>{t('Workspaces')}</Menu.Label>}
          {list.map((workspace) => (
            <Menu.Item
              key={workspace.id}
              aria-current={workspace.id === current?.id}
              leftSection={workspace.id === current?.id ? <IconCheck size={14} /> : <span className={styles.space} />}
              onClick={() => void openWorkspace(workspace)}
            >
              {workspace.name}
            </Menu.Item>
          ))}
          {list.length > 0 && <Menu.Divider />}
          {actions.map(({ id, title, run }) => (
            <Menu.Item key={id} leftSection={<span className={styles.space} />} onClick={run}>
              {title}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

function spoken(name: string | undefined): string {
  return name === undefined ? t('Workspace, without a name') : t('Workspace {{name}}', { name });
}

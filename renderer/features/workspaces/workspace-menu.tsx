import { FileButton, Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconChevronDown, IconLayout } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import { queryFor } from '../../api/query-options.ts';
import { type Command, useCommands } from '../../ui/commands.ts';
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
    { id: 'workspace.save', title: 'Save workspace as…', run: () => askForWorkspaceName({ kind: 'save' }) },
    ...(current === null
      ? []
      : [
          {
            id: 'workspace.rename',
            title: 'Rename workspace…',
            run: () => askForWorkspaceName({ kind: 'rename', workspace: current }),
          },
          { id: 'workspace.file', title: 'Save workspace to file…', run: () => void saveWorkspaceFile(current) },
          { id: 'workspace.remove', title: 'Remove workspace', run: () => void removeWorkspace(current) },
          { id: 'workspace.leave', title: 'New empty workspace', run: () => void leaveWorkspace() },
        ]),
    { id: 'workspace.open', title: 'Open workspace from file…', run: () => file.current?.click() },
  ];
  const others: Command[] = list.map((workspace) => ({
    id: `workspace.show.${workspace.id}`,
    title: `Workspace: ${workspace.name}`,
    group: 'Go',
    keywords: 'layout panels arrangement',
    run: () => void openWorkspace(workspace),
  }));
  useCommands(true, [...actions.map((action): Command => ({ ...action, group: 'View' })), ...others]);
  return (
    <>
      <FileButton accept="application/json" onChange={(chosen) => chosen !== null && void openWorkspaceFile(chosen)}>
        {({ onClick }) => <button type="button" ref={file} hidden onClick={onClick} aria-label="Open workspace file" />}
      </FileButton>
      <Menu position="bottom-end" offset={2} width={260}>
        <Menu.Target>
          <UnstyledButton className={styles.workspace} title="Workspace" aria-label={spoken(current?.name)}>
            <IconLayout size={14} aria-hidden />
            <span className={styles.name}>{current?.name ?? 'Workspace'}</span>
            <IconChevronDown size={12} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {list.length > 0 && <Menu.Label>Workspaces</Menu.Label>}
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
  return name === undefined ? 'Workspace, without a name' : `Workspace ${name}`;
}

import type { JsonValue } from '../../../app/contract/app-error.ts';
import { toAppError } from '../../../app/contract/app-error.ts';
import { bytesPath } from '../../../app/contract/bytes.ts';
import type { Workspace } from '../../../app/contract/workspaces.ts';
import { getClient } from '../../api/client.ts';
import { getShell } from '../../api/shell.ts';
import { t } from '../../ui/language.ts';
import { showMessage, showToast } from '../../ui/messages.ts';
import { rememberChange, undoOfLatest } from '../../ui/undo.ts';
import { currentLayout, keptLayout, switchLayout, useCurrentWorkspace } from '../frame/window-layout.ts';
import { type NamedWorkspace, readLayout } from '../frame/workspace-layout.ts';
import { readWorkspaceFile } from './workspace-file.ts';

function layoutNow(workspace: NamedWorkspace | null): JsonValue {
  return keptLayout({ ...currentLayout(), workspace });
}

/** What was opened in the present workspace stays in it when another is shown. */
async function leaveCurrent(): Promise<void> {
  const { current } = useCurrentWorkspace.getState();
  if (current !== null) await getClient().call('workspaces.save', { ...current, layout: layoutNow(current) });
}

/** Gives the present panels a name: a workspace of their own, beside that from which they come. */
export async function saveWorkspaceAs(name: string): Promise<void> {
  await leaveCurrent();
  const { id } = await getClient().call('workspaces.save', { name, layout: layoutNow(null) });
  useCurrentWorkspace.setState({ current: { id, name } });
  rememberChange({
    title: t('Save workspace {{name}}', { name }),
    undo: () => forget({ id, name }),
    redo: () => bringBack({ id, name }, layoutNow({ id, name })),
  });
}

export async function renameWorkspace({ id, name }: NamedWorkspace, to: string): Promise<void> {
  const rename = async (next: string): Promise<void> => {
    const { layout } = await getClient().call('workspaces.get', { id });
    await getClient().call('workspaces.save', { id, name: next, layout: layout as JsonValue });
    const { current } = useCurrentWorkspace.getState();
    if (current?.id === id) useCurrentWorkspace.setState({ current: { id, name: next } });
  };
  await rename(to);
  rememberChange({ title: t('Rename workspace {{name}}', { name }), undo: () => rename(name), redo: () => rename(to) });
}

/** Shows a workspace in place of the present one. */
export async function openWorkspace({ id, name }: Pick<Workspace, 'id' | 'name'>): Promise<void> {
  if (useCurrentWorkspace.getState().current?.id === id) return;
  try {
    const { layout } = await getClient().call('workspaces.get', { id });
    await leaveCurrent();
    switchLayout({ ...readLayout(layout as JsonValue), workspace: { id, name } });
  } catch (error) {
    showMessage(toAppError(error));
  }
}

/** Empties the window; what it showed stays in its workspace. */
export async function leaveWorkspace(): Promise<void> {
  try {
    await leaveCurrent();
    switchLayout({ ...currentLayout(), dock: null, workspace: null, parts: {} });
  } catch (error) {
    showMessage(toAppError(error));
  }
}

export async function removeWorkspace(workspace: NamedWorkspace): Promise<void> {
  try {
    const { layout } = await getClient().call('workspaces.get', { id: workspace.id });
    await forget(workspace);
    rememberChange({
      title: t('Remove workspace {{name}}', { name: workspace.name }),
      undo: () => bringBack(workspace, layout as JsonValue),
      redo: () => forget(workspace),
    });
    showToast({
      level: 'info',
      text: t('Workspace {{name}} is removed; its panels stay open.', { name: workspace.name }),
      action: { label: t('Undo'), onClick: undoOfLatest() },
    });
  } catch (error) {
    showMessage(toAppError(error));
  }
}

async function forget({ id }: NamedWorkspace): Promise<void> {
  await getClient().call('workspaces.remove', { id });
  if (useCurrentWorkspace.getState().current?.id === id) useCurrentWorkspace.setState({ current: null });
}

async function bringBack({ id, name }: NamedWorkspace, layout: JsonValue): Promise<void> {
  await getClient().call('workspaces.save', { id, name, layout });
}

export async function saveWorkspaceFile(workspace: NamedWorkspace): Promise<void> {
  try {
    if (useCurrentWorkspace.getState().current?.id === workspace.id) await leaveCurrent();
    const name = `${workspace.name}.quarry-workspace.json`;
    if (await getShell().saveBytes(bytesPath('workspace-file', { id: workspace.id }), name))
      showToast({
        level: 'info',
        text: t('Saved {{name}}. It names panels and servers, and holds no data.', { name }),
      });
  } catch (error) {
    showMessage(toAppError(error));
  }
}

/** Shows the workspace of a file, and keeps it under its name or, where that is taken, with a number. */
export async function openWorkspaceFile(file: File): Promise<void> {
  try {
    const { name, layout } = readWorkspaceFile(file.name, await file.text());
    const client = getClient();
    const taken = new Set((await client.call('workspaces.list', {})).map((one) => one.name.toLowerCase()));
    let free = name;
    for (let count = 2; taken.has(free.toLowerCase()); count++) free = `${name.slice(0, 75)} ${count}`;
    await leaveCurrent();
    const { id } = await client.call('workspaces.save', { name: free, layout: keptLayout(layout) });
    switchLayout({ ...layout, workspace: { id, name: free } });
  } catch (error) {
    showMessage(toAppError(error));
  }
}

import { useQuery } from '@tanstack/react-query';
import type { DockviewApi } from 'dockview-react';
import { useMemo } from 'react';
import { create } from 'zustand';
import type { JsonValue } from '../../../app/contract/app-error.ts';
import type { Contract } from '../../../app/contract/contract.ts';
import type { OutputOf } from '../../../app/contract/entry.ts';
import { getClient } from '../../api/client.ts';
import { queryClient } from '../../api/query-client.ts';
import { queryFor } from '../../api/query-options.ts';
import { preloadPanel } from '../../routes/panel-registry.ts';
import { usePanelTitles } from '../../routes/panel-title.ts';
import { usePanels } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { showToast } from '../../ui/messages.ts';
import { watchWindow } from '../../ui/window-memory.ts';
import { leaveLayout, takeLeftLayout } from './left-layout.ts';
import { titleOf } from './panel-tab.tsx';
import { useView } from './view-state.ts';
import { attachWindow, currentLayout, keptLayout, showLayout, useCurrentWorkspace } from './window-layout.ts';
import { isNewerLayout, type RecentPanel, readLayout, shownKinds, withRecent } from './workspace-layout.ts';

export const useRecentPanels = create<{ recent: readonly RecentPanel[] }>(() => ({ recent: [] }));

export interface Workspace {
  isReady: boolean;
  /** Puts panels and frame as they were left. */
  restore(api: DockviewApi): void;
  /** Keeps them from now on; the result ends it. */
  keep(api: DockviewApi): () => void;
}

const left = takeLeftLayout();
const keptWorkspace = { ...queryFor('app.workspace.get', {}), refetchOnMount: false };

/** Asks for the window as it was left, and loads what it shows, while its frame is drawn for the first time. */
export async function askForWorkspace(): Promise<void> {
  await queryClient.prefetchQuery(keptWorkspace);
  const layout = readLayout(writtenIn(queryClient.getQueryData(keptWorkspace.queryKey)));
  for (const kind of shownKinds(layout.dock)) preloadPanel(kind);
}

/** The window as it was left, and keeping it so. */
export function useWorkspace(): Workspace {
  const kept = useQuery(keptWorkspace);
  const { data, error } = kept;
  return useMemo(() => {
    const written = writtenIn(data);
    const layout = readLayout(written);
    return {
      // Without a kept layout the window opens all the same.
      isReady: data !== undefined || error !== null,
      restore: (api) => {
        attachWindow(api);
        useRecentPanels.setState({ recent: layout.recent });
        showLayout(layout);
        if (isNewerLayout(written)) void keepAside(written);
      },
      keep: keepLayout,
    };
  }, [data, error]);
}

function writtenIn(data: OutputOf<Contract['app.workspace.get']> | undefined): JsonValue {
  // The schema gives JSON.
  return left ?? (data?.layout as JsonValue | undefined) ?? null;
}

/** The next change would write over what a newer version has left. */
async function keepAside(layout: JsonValue): Promise<void> {
  const name = t('Of a newer Quarry, {{time}}Z', { time: new Date().toISOString().slice(0, 19) });
  try {
    await getClient().call('workspaces.save', { name, layout });
    showToast({
      level: 'warn',
      text: t('The arrangement of panels was written by a newer Quarry and cannot be shown here.'),
      remedy: t('It is kept as the workspace “{{name}}” for that version.', { name }),
    });
  } catch {
    // Then it is kept where the next version looks first, until something is opened here.
  }
}

function layoutNow(): JsonValue {
  return keptLayout({ ...currentLayout(), recent: useRecentPanels.getState().recent });
}

function keepLayout(api: DockviewApi): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let written = JSON.stringify(layoutNow());
  const write = (): void => {
    timer = undefined;
    const layout = layoutNow();
    written = JSON.stringify(layout);
    // The next change tries again.
    getClient()
      .call('app.workspace.set', { layout })
      .catch(() => undefined);
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(write, 1000);
  };
  const beforeItGoes = (): void => {
    // The dock tells of a change a moment after it.
    if (timer === undefined && JSON.stringify(layoutNow()) === written) return;
    clearTimeout(timer);
    leaveLayout(layoutNow());
    write();
  };
  const remember = (): void => {
    const { active } = usePanels.getState();
    if (active === null) return;
    const { title } = usePanelTitles.getState().titles[active] ?? titleOf(active);
    useRecentPanels.setState(({ recent }) => ({
      recent: withRecent(recent, { address: active, title, openedUtc: new Date().toISOString() }),
    }));
    later();
  };
  const layoutChanges = api.onDidLayoutChange(later);
  const stops = [
    usePanels.subscribe(remember),
    usePanelTitles.subscribe(remember),
    useView.subscribe(later),
    useCurrentWorkspace.subscribe(later),
    watchWindow(later),
  ];
  if (left !== null) later();
  window.addEventListener('pagehide', beforeItGoes);
  return () => {
    clearTimeout(timer);
    window.removeEventListener('pagehide', beforeItGoes);
    layoutChanges.dispose();
    for (const stop of stops) stop();
  };
}

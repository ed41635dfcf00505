import { useQuery } from '@tanstack/react-query';
import type { DockviewApi } from 'dockview-react';
import { useMemo } from 'react';
import { create } from 'zustand';
import type { JsonValue } from '../../../app/contract/app-error.ts';
import { getClient } from '../../api/client.ts';
import { queryFor } from '../../api/query-options.ts';
import { usePanelTitles } from '../../routes/panel-title.ts';
import { usePanels } from '../../routes/panels.ts';
import { titleOf } from './panel-tab.tsx';
import { useView } from './view-state.ts';
import { type RecentPanel, readLayout, type WorkspaceLayout, withRecent } from './workspace-layout.ts';

export const useRecentPanels = create<{ recent: readonly RecentPanel[] }>(() => ({ recent: [] }));

export interface Workspace {
  isReady: boolean;
  /** Puts panels and frame as they were left. */
  restore(api: DockviewApi): void;
  /** Keeps them from now on; the result ends it. */
  keep(api: DockviewApi): () => void;
}

/** The window as it was left, and keeping it so. */
export function useWorkspace(): Workspace {
  const kept = useQuery({ ...queryFor('app.workspace.get', {}), refetchOnMount: false });
  const { data, error } = kept;
  return useMemo(() => {
    const layout = readLayout((data?.layout as JsonValue | undefined) ?? null);
    return {
      // Without a kept layout the window opens all the same.
      isReady: data !== undefined || error !== null,
      restore: (api) => restoreLayout(api, layout),
      keep: keepLayout,
    };
  }, [data, error]);
}

function restoreLayout(api: DockviewApi, layout: WorkspaceLayout): void {
  useView.setState(layout.view);
  useRecentPanels.setState({ recent: layout.recent });
  if (layout.dock === null) return;
  try {
    api.fromJSON(layout.dock);
  } catch {
    // A layout that dockview refuses is not worth more than the start page.
    api.clear();
  }
}

function keepLayout(api: DockviewApi): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    const layout: WorkspaceLayout = {
      version: 1,
      dock: api.toJSON(),
      view: useView.getState(),
      recent: useRecentPanels.getState().recent,
    };
    // All of it is JSON; dockview's types do not say so.
    const input = { layout: JSON.parse(JSON.stringify(layout)) as JsonValue };
    // The next change tries again.
    getClient()
      .call('app.workspace.set', input)
      .catch(() => undefined);
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(write, 1000);
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
  const stops = [usePanels.subscribe(remember), usePanelTitles.subscribe(remember), useView.subscribe(later)];
  return () => {
    clearTimeout(timer);
    layoutChanges.dispose();
    for (const stop of stops) stop();
  };
}

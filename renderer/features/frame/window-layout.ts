import type { DockviewApi } from 'dockview-react';
import { create } from 'zustand';
import type { JsonValue } from '../../../app/contract/app-error.ts';
import { usePanelTitles } from '../../routes/panel-title.ts';
import { openPanel } from '../../routes/panels.ts';
import { readWindow, restoreWindow } from '../../ui/window-memory.ts';
import { titleOf } from './panel-tab.tsx';
import { useView } from './view-state.ts';
import { keptTitles, type NamedWorkspace, type WorkspaceLayout, withNamesAlone } from './workspace-layout.ts';

/** The named workspace that the window shows; null while it has no name. */
export const useCurrentWorkspace = create<{ current: NamedWorkspace | null }>(() => ({ current: null }));

let dock: DockviewApi | undefined;

export function attachWindow(api: DockviewApi): void {
  dock = api;
}

type ShownLayout = Omit<WorkspaceLayout, 'recent'>;

/** Panels, frame and all that comes back with them, as they are now. */
export function currentLayout(): ShownLayout {
  const { titles } = usePanelTitles.getState();
  return {
    version: 1,
    dock: dock === undefined ? null : withNamesAlone(dock.toJSON(), (address) => titles[address]?.isName === true),
    view: useView.getState(),
    workspace: useCurrentWorkspace.getState().current,
    parts: readWindow(),
  };
}

/** All of a layout is JSON; dockview's types do not say so. */
export function keptLayout(layout: ShownLayout & Partial<WorkspaceLayout>): JsonValue {
  return JSON.parse(JSON.stringify(layout)) as JsonValue;
}

/** Shows another layout in place of what is there. */
export function showLayout(layout: ShownLayout): void {
  if (dock === undefined) return;
  useCurrentWorkspace.setState({ current: layout.workspace });
  useView.setState(layout.view);
  // Before the panels, which look there when they appear.
  restoreWindow(layout.parts);
  for (const [address, title] of Object.entries(keptTitles(layout.dock))) {
    usePanelTitles.setState(({ titles }) => ({
      titles: { ...titles, [address]: { ...titleOf(address), title, isName: true } },
    }));
  }
  try {
    if (layout.dock === null) dock.clear();
    else dock.fromJSON(layout.dock);
  } catch {
    // A layout that dockview refuses is not worth more than the start page.
    dock.clear();
  }
}

/** The same while the window is in use, where it must not become empty. */
export function switchLayout(layout: ShownLayout): void {
  showLayout(layout);
  if (dock?.panels.length === 0) openPanel('start', {}, { focus: false });
}

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type JsonValue, toAppError } from '../../../app/contract/app-error.ts';
import type { PanelSet } from '../../../app/contract/shell.ts';
import { getShell } from '../../api/shell.ts';
import { parsePanelAddress } from '../../routes/panel-address.ts';
import { usePanelTitles } from '../../routes/panel-title.ts';
import { openTarget, usePanels } from '../../routes/panels.ts';
import { changedParts, withChangedParts } from '../../ui/changed-parts.ts';
import { showMessage } from '../../ui/messages.ts';
import { readWindow, restoreWindow, watchWindow } from '../../ui/window-memory.ts';
import { titleOf } from './panel-tab.tsx';
import type { Workspace } from './use-workspace.ts';
import { attachWindow } from './window-layout.ts';

const noPanels: PanelSet = { addresses: [], parts: {} };

/** The panels of a window for panels alone: given by the shell, and told to it as they change. */
export function usePanelWindow(): Workspace {
  const { data, error } = useQuery({
    queryKey: ['shell.window.panels'],
    queryFn: () => getShell().panelsOfWindow?.() ?? noPanels,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return useMemo(() => {
    const { addresses, parts } = data ?? noPanels;
    return {
      isReady: data !== undefined || error !== null,
      restore: (api) => {
        if (error !== null) showMessage(toAppError(error));
        attachWindow(api);
        // The schema gives JSON.
        restoreWindow(parts as Record<string, JsonValue>);
        openAddresses(addresses);
      },
      keep: keepTelling,
    };
  }, [data, error]);
}

export function openAddresses(addresses: readonly string[]): void {
  for (const address of addresses) {
    const target = parsePanelAddress(address);
    if (target !== undefined) openTarget(target, { focus: false });
  }
}

/** Panels that come back from a window of their own, with what was changed there since they were given. */
export function takeBack({ addresses, parts }: PanelSet, given: PanelSet['parts']): void {
  // The schema gives JSON.
  const [before, after] = [given, parts] as Record<string, JsonValue>[];
  restoreWindow(withChangedParts(readWindow(), changedParts(before ?? {}, after ?? {})));
  openAddresses(addresses);
}

function keepTelling(): () => void {
  let wasOpen = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    const { open, active } = usePanels.getState();
    getShell().notePanels?.({ addresses: [...open], parts: readWindow() });
    if (active !== null) document.title = (usePanelTitles.getState().titles[active] ?? titleOf(active)).title;
    wasOpen ||= open.length > 0;
    // Without a panel there is nothing to show.
    if (wasOpen && open.length === 0) window.close();
  };
  const tellLater = (): void => {
    clearTimeout(timer);
    timer = setTimeout(tell, 200);
  };
  tell();
  const stops = [usePanels.subscribe(tell), usePanelTitles.subscribe(tellLater), watchWindow(tellLater)];
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}

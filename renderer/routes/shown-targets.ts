import { create } from 'zustand';
import { keepWithWorkspace } from '../ui/window-memory.ts';
import { type PanelTarget, panelAddress, parsePanelAddress } from './panel-address.ts';

/** By the address that a panel was opened with, the address of what it shows now, where that is another. */
const useShownTargets = create<{ byPanel: Readonly<Record<string, string>> }>(() => ({ byPanel: {} }));

keepWithWorkspace({
  name: 'shown targets',
  read: () => {
    const { byPanel } = useShownTargets.getState();
    return Object.keys(byPanel).length === 0 ? null : byPanel;
  },
  restore: (kept) => {
    const pairs = typeof kept === 'object' && kept !== null ? Object.entries(kept) : [];
    const known = pairs.filter(([, address]) => typeof address === 'string' && parsePanelAddress(address));
    // Texts alone are left.
    useShownTargets.setState({ byPanel: Object.fromEntries(known) as Record<string, string> });
  },
  subscribe: (listener) => useShownTargets.subscribe(listener),
});

/** Tells that a panel shows something else than what it was opened with, or that again. */
export function noteShown(panelId: string, target: PanelTarget): void {
  const address = panelAddress(target);
  const { [panelId]: before = panelId, ...others } = useShownTargets.getState().byPanel;
  if (address === before) return;
  useShownTargets.setState({ byPanel: address === panelId ? others : { ...others, [panelId]: address } });
}

/** A panel that is opened anew shows what it is opened with. */
export function forgetShown(panelId: string): void {
  const { [panelId]: before, ...others } = useShownTargets.getState().byPanel;
  if (before !== undefined) useShownTargets.setState({ byPanel: others });
}

/** Address of what a panel shows now. */
export function shownAddress(panelId: string): string {
  return useShownTargets.getState().byPanel[panelId] ?? panelId;
}

export function useShownAddress(panelId: string): string {
  return useShownTargets(({ byPanel }) => byPanel[panelId] ?? panelId);
}

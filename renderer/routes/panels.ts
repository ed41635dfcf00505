import { createHashHistory } from '@tanstack/react-router';
import type { DockviewApi, IDockviewPanel } from 'dockview-react';
import { create } from 'zustand';
import {
  type PanelKind,
  type PanelParams,
  type PanelTarget,
  panelAddress,
  parsePanelAddress,
} from './panel-address.ts';
import { forgetShown, shownAddress } from './shown-targets.ts';

export type { PanelKind, PanelParams } from './panel-address.ts';

export interface OpenOptions {
  /** Where a new panel goes: documents into the left group, figures into one to the right of it, unless told. */
  group?: 'right' | 'same';
  /** False leaves the keyboard focus where it is. */
  focus?: boolean;
}

interface PanelsState {
  /** Address of the active panel, null if there is none. */
  active: string | null;
  /** Addresses of the open panels. */
  open: readonly string[];
}

export const usePanels = create<PanelsState>(() => ({ active: null, open: [] }));

let dock: DockviewApi | undefined;
const waiting: (() => void)[] = [];
const closed: string[] = [];

/** Opens a panel or brings it to the front; its address is its id, so that a thing is open once. */
export function openPanel<K extends PanelKind>(kind: K, params: PanelParams[K], options: OpenOptions = {}): void {
  // Kind and parameters belong together by the signature.
  openTarget({ kind, params } as unknown as PanelTarget, options);
}

export function openTarget(target: PanelTarget, { group, focus = true }: OpenOptions = {}): void {
  if (dock === undefined) {
    waiting.push(() => openTarget(target, { ...(group === undefined ? {} : { group }), focus }));
    return;
  }
  const id = panelAddress(target);
  const existing = dock.getPanel(id);
  if (existing === undefined) forgetShown(id);
  const panel =
    existing ?? dock.addPanel({ id, component: target.kind, params: target.params, ...place(dock, target, group) });
  panel.api.setActive();
  if (focus) focusPanel();
}

/** Moves the keyboard focus into the active panel. */
export function focusPanel(): void {
  // The panel's element appears with the next frame.
  requestAnimationFrame(() => {
    const element = dock?.activePanel?.view.content.element;
    element?.querySelector<HTMLElement>('[data-panel]')?.focus({ preventScroll: true });
  });
}

function place(api: DockviewApi, target: PanelTarget, group: OpenOptions['group']): object {
  const active = api.activePanel;
  if (active === undefined) return {};
  if (group === 'same') return { position: { referenceGroup: active.group } };
  const isFigure = group === 'right' || target.kind === 'conductivity';
  const neighbour = api.groups.find((one) => one.panels.some((panel) => isFigurePanel(panel) === isFigure));
  if (neighbour !== undefined) return { position: { referenceGroup: neighbour } };
  return { position: { referenceGroup: active.group, direction: isFigure ? 'right' : 'left' } };
}

function isFigurePanel(panel: IDockviewPanel): boolean {
  return parsePanelAddress(panel.id)?.kind === 'conductivity';
}

export function closePanel(address: string | null = usePanels.getState().active): void {
  if (address === null) return;
  const panel = dock?.getPanel(address);
  if (panel === undefined) return;
  noteClosing(address);
  panel.api.close();
}

/** So that a panel can be opened again which is about to be closed. */
export function noteClosing(address: string): void {
  closed.push(shownAddress(address));
}

/** Opens the panel that was closed last. */
export function reopenPanel(): void {
  const target = parsePanelAddress(closed.pop() ?? '');
  if (target !== undefined) openTarget(target);
}

/** Puts the active panel into a group of its own beside or below the others; a panel that is alone there stays. */
export function splitPanel(direction: 'right' | 'below'): void {
  const panel = dock?.activePanel;
  if (dock === undefined || panel === undefined || panel.group.panels.length < 2) return;
  panel.api.moveTo({ group: dock.addGroup({ referenceGroup: panel.group, direction }) });
  focusPanel();
}

/** Moves the active panel to the next group, and from the last one to the first. */
export function movePanelOn(): void {
  const panel = dock?.activePanel;
  const groups = dock?.groups ?? [];
  if (panel === undefined || groups.length < 2) return;
  const next = groups[(groups.indexOf(panel.group) + 1) % groups.length];
  if (next !== undefined) panel.api.moveTo({ group: next });
  focusPanel();
}

/** Gives the active group all the room, or the others theirs again. */
export function toggleMaximised(): void {
  const panel = dock?.activePanel;
  if (panel === undefined) return;
  if (panel.api.isMaximized()) panel.api.exitMaximized();
  else panel.api.maximize();
  focusPanel();
}

/** Activates the next panel of the active group, or the one before. */
export function stepPanel(by: 1 | -1): void {
  if (by === 1) dock?.moveToNext({ includePanel: true });
  else dock?.moveToPrevious({ includePanel: true });
  focusPanel();
}

/** Closes the panels that show something of a connection. */
export function closePanelsOf(connectionId: string): void {
  for (const panel of [...(dock?.panels ?? [])]) {
    const target = parsePanelAddress(panel.id);
    if (target !== undefined && 'connectionId' in target.params && target.params.connectionId === connectionId) {
      panel.api.close();
    }
  }
}

/** Hands over the dock once it is there; what was opened before goes into it. The result ends it. */
export function attachDock(api: DockviewApi, { isUrlOld }: { isUrlOld: boolean }): () => void {
  dock = api;
  const history = createHashHistory();
  const sync = (): void => {
    const active = api.activePanel?.id ?? null;
    usePanels.setState({ active, open: api.panels.map((panel) => panel.id) });
    if (active !== null && history.location.pathname !== active) history.push(active);
  };
  const fromUrl = (): void => {
    const target = parsePanelAddress(history.location.pathname);
    if (target !== undefined && panelAddress(target) !== api.activePanel?.id) openTarget(target, { focus: false });
  };
  // The address follows the panel in front a moment later; a page that went between the two has an old one.
  if (!isUrlOld) fromUrl();
  for (const open of waiting.splice(0)) open();
  const subscriptions = [api.onDidActivePanelChange(sync), api.onDidAddPanel(sync), api.onDidRemovePanel(sync)];
  const stopListening = history.subscribe(({ action }) => {
    if (action.type !== 'PUSH' && action.type !== 'REPLACE') fromUrl();
  });
  sync();
  return () => {
    dock = undefined;
    stopListening();
    for (const subscription of subscriptions) subscription.dispose();
  };
}

import type { SerializedDockview } from 'dockview-react';
import type { JsonValue } from '../../../app/contract/app-error.ts';
import { parsePanelAddress } from '../../routes/panel-address.ts';
import { readView, type ViewState } from './view-state.ts';

/** What is kept of the window: open panels, parts of the frame, what was open last. */
export interface WorkspaceLayout {
  version: 1;
  dock: SerializedDockview | null;
  view: ViewState;
  /** Addresses of panels, the latest first. */
  recent: readonly RecentPanel[];
}

export interface RecentPanel {
  address: string;
  title: string;
  openedUtc: string;
}

const maxRecent = 9;

/** The kept layout; anything that this version would not have written is left out. */
export function readLayout(kept: JsonValue | null): WorkspaceLayout {
  const record: Record<string, unknown> = isRecord(kept) && kept.version === 1 ? kept : {};
  const { dock, recent } = record;
  return {
    version: 1,
    dock: isDock(dock) ? dock : null,
    view: readView(record.view),
    recent: Array.isArray(recent) ? recent.filter(isRecent) : [],
  };
}

/** The list with a panel at its front, each address once. */
export function withRecent(recent: readonly RecentPanel[], panel: RecentPanel): RecentPanel[] {
  const kind = parsePanelAddress(panel.address)?.kind;
  if (kind === undefined || kind === 'start' || kind === 'settings' || kind === 'shortcuts' || kind === 'jupyter')
    return [...recent];
  return [panel, ...recent.filter(({ address }) => address !== panel.address)].slice(0, maxRecent);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDock(value: unknown): value is SerializedDockview {
  return (
    isRecord(value) &&
    isRecord(value.grid) &&
    isRecord(value.panels) &&
    Object.keys(value.panels).every((address) => parsePanelAddress(address) !== undefined)
  );
}

function isRecent(value: unknown): value is RecentPanel {
  return (
    isRecord(value) &&
    typeof value.address === 'string' &&
    parsePanelAddress(value.address) !== undefined &&
    typeof value.title === 'string' &&
    typeof value.openedUtc === 'string'
  );
}

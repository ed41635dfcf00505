import type { SerializedDockview } from 'dockview-react';
import type { JsonValue } from '../../../app/contract/app-error.ts';
import { type PanelKind, parsePanelAddress } from '../../routes/panel-address.ts';
import { readView, type ViewState } from './view-state.ts';

/** What is kept of the window: open panels, parts of the frame, what was open last. */
export interface WorkspaceLayout {
  version: 1;
  dock: SerializedDockview | null;
  view: ViewState;
  /** Addresses of panels, the latest first. */
  recent: readonly RecentPanel[];
  /** The named workspace that the window shows. */
  workspace: NamedWorkspace | null;
  /** What else comes back: scrolling, selection, drafts. */
  parts: Readonly<Record<string, JsonValue>>;
}

export interface NamedWorkspace {
  id: string;
  name: string;
}

/** A kept layout may be of a newer version; this one can read it only in part. */
export function isNewerLayout(kept: JsonValue | null): boolean {
  return isRecord(kept) && typeof kept.version === 'number' && kept.version > 1;
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
  const { dock, recent, workspace, parts } = record;
  return {
    version: 1,
    dock: isDock(dock) ? withOwnParams(dock) : null,
    view: readView(record.view),
    recent: Array.isArray(recent) ? recent.filter(isRecent) : [],
    workspace: isNamed(workspace) ? workspace : null,
    // What was read from JSON is JSON.
    parts: isRecord(parts) ? (parts as Record<string, JsonValue>) : {},
  };
}

/** Their address is a number or a key; only with their content they learn what they are called. */
const namedByContent: ReadonlySet<PanelKind> = new Set([
  ...(['collection', 'table', 'query', 'result'] as const),
  ...(['openbis-collection', 'openbis-object', 'openbis-data-set'] as const),
]);

/** Whether a title of a panel is kept: others follow from its address, in the language of the day. */
export function hasKeptTitle(address: string): boolean {
  const kind = parsePanelAddress(address)?.kind;
  return kind !== undefined && namedByContent.has(kind);
}

/** Kinds of the panels in front of their groups. */
export function shownKinds(dock: SerializedDockview | null): PanelKind[] {
  const shown = dock === null ? [] : activeViews(dock.grid.root);
  return [...new Set(shown.flatMap((address) => parsePanelAddress(address)?.kind ?? []))];
}

/** A kept layout is as dockview wrote it, or as a file says. */
function activeViews(node: unknown): string[] {
  if (!isRecord(node)) return [];
  const { data } = node;
  if (Array.isArray(data)) return data.flatMap(activeViews);
  return isRecord(data) && typeof data.activeView === 'string' ? [data.activeView] : [];
}

/** Names that tabs had, for those that have no content until they are in front. */
export function keptTitles(dock: SerializedDockview | null): Record<string, string> {
  return Object.fromEntries(
    Object.entries(dock?.panels ?? {}).flatMap(([address, { title }]) =>
      typeof title === 'string' && hasKeptTitle(address) ? [[address, title]] : [],
    ),
  );
}

/** Without the titles that are none of their names, which another language would not change. */
export function withNamesAlone(dock: SerializedDockview, isName: (address: string) => boolean): SerializedDockview {
  const panels = Object.entries(dock.panels).map(([address, { title, ...panel }]) => [
    address,
    title !== undefined && isName(address) ? { ...panel, title } : panel,
  ]);
  return { ...dock, panels: Object.fromEntries(panels) };
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

function isNamed(value: unknown): value is NamedWorkspace {
  return isRecord(value) && typeof value.id === 'string' && typeof value.name === 'string';
}

/** What a panel shows follows from its address alone, so that a layout from a file cannot say something else. */
function withOwnParams(dock: SerializedDockview): SerializedDockview {
  const panels = Object.entries(dock.panels).flatMap(([address, panel]) => {
    const target = parsePanelAddress(address);
    if (target === undefined) return [];
    return [[address, { ...panel, id: address, contentComponent: target.kind, params: { ...target.params } }]];
  });
  return { ...dock, panels: Object.fromEntries(panels) };
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

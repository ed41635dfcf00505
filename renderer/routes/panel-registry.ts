import { type ComponentType, createElement } from 'react';
import { StartPanel } from '../features/start/start-panel.tsx';
import { loadPlotly } from '../plots/load-plotly.ts';
import { type LoadedLater, loadedLater } from '../ui/loaded-later.tsx';
import { LoadingRows } from '../ui/loading-rows.tsx';
import type { PanelKind, PanelParams } from './panel-address.ts';

export interface PanelProps<K extends PanelKind> {
  params: PanelParams[K];
  panelId: string;
  /** The panel has the focus or had it last; its commands apply. */
  isActive: boolean;
}

type Registry = { [K in PanelKind]: ComponentType<PanelProps<K>> };
type Loaders = { [K in Exclude<PanelKind, 'start'>]: () => Promise<Registry[K]> };

/** All but the first page are loaded when they are opened. */
const loaders: Loaders = {
  settings: async () => (await import('../features/settings/settings-panel.tsx')).SettingsPanel,
  shortcuts: async () => (await import('../features/settings/shortcuts-panel.tsx')).ShortcutsPanel,
  jupyter: async () => (await import('../features/jupyter/jupyter-panel.tsx')).JupyterPanel,
  sql: async () => (await import('../features/sql/sql-panel.tsx')).SqlPanel,
  transfers: async () => (await import('../features/transfers/transfers-panel.tsx')).TransfersPanel,
  log: async () => (await import('../features/log/log-panel.tsx')).LogPanel,
  crawlers: async () => (await import('../features/crawlers/crawlers-panel.tsx')).CrawlersPanel,
  outbox: async () => (await import('../features/outbox/outbox-panel.tsx')).OutboxPanel,
  sample: async () => (await import('../features/sample/sample-panel.tsx')).SamplePanel,
  series: async () => (await import('../features/series/series-panel.tsx')).SeriesPanel,
  conductivity: async () => {
    // Beside the panel, which needs it next; a failure shows where a figure is drawn.
    loadPlotly().catch(() => undefined);
    return (await import('../features/figure/conductivity-panel.tsx')).ConductivityPanel;
  },
  search: async () => (await import('../features/search/search-panel.tsx')).SearchPanel,
  find: async () => (await import('../features/find/find-panel.tsx')).FindPanel,
  'drms-series': async () => (await import('../features/drms/drms-series-panel.tsx')).DrmsSeriesPanel,
  'drms-search': async () => (await import('../features/drms/series-search/series-search-panel.tsx')).SeriesSearchPanel,
  records: async () => (await import('../features/drms/records-panel.tsx')).RecordsPanel,
  mining: async () => (await import('../features/mining/mining-panel.tsx')).MiningPanel,
  publish: async () => (await import('../features/publishing/publish-panel.tsx')).PublishPanel,
  'publish-run': async () => (await import('../features/publishing/outcome-panel.tsx')).OutcomePanel,
  collection: async () => (await import('../features/collections/collection-panel.tsx')).CollectionPanel,
  table: async () => (await import('../features/drms/table/kept-table-panel.tsx')).KeptTablePanel,
  history: async () => (await import('../features/queries/history-panel.tsx')).HistoryPanel,
  query: async () => (await import('../features/queries/query-panel.tsx')).QueryPanel,
  result: async () => (await import('../features/result/result-panel.tsx')).ResultPanel,
  'openbis-collection': async () => (await import('../features/openbis/collection-panel.tsx')).CollectionPanel,
  'openbis-object': async () => (await import('../features/openbis/object-panel.tsx')).ObjectPanel,
  'openbis-data-set': async () => (await import('../features/openbis/data-set-panel.tsx')).DataSetPanel,
  'openbis-file': async () => (await import('../features/openbis/file-panel.tsx')).FilePanel,
  'openbis-search': async () => (await import('../features/openbis/search-panel.tsx')).OpenbisSearchPanel,
  fits: async () => (await import('../features/fits/fits-panel.tsx')).FitsPanel,
};

/** Which component shows a kind of panel. */
export const panelRegistry = {
  start: StartPanel,
  ...Object.fromEntries(
    Object.entries(loaders).map(([kind, load]) => {
      // Each loader gives the component of its own kind, which a list of all of them does not say.
      const loadOwn = load as () => Promise<ComponentType<PanelProps<never>>>;
      return [kind, loadedLater(loadOwn, createElement(LoadingRows, { count: 8 }))];
    }),
  ),
} as unknown as Registry;

/** Fetches the code of a panel that is about to be shown. */
export function preloadPanel(kind: PanelKind): void {
  const content: Partial<LoadedLater<object>> = panelRegistry[kind];
  content.preload?.();
}

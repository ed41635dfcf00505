import { type ComponentType, lazy } from 'react';
import { StartPanel } from '../features/start/start-panel.tsx';
import type { PanelKind, PanelParams } from './panel-address.ts';

export interface PanelProps<K extends PanelKind> {
  params: PanelParams[K];
  panelId: string;
  /** The panel has the focus or had it last; its commands apply. */
  isActive: boolean;
}

type Registry = { [K in PanelKind]: ComponentType<PanelProps<K>> };

/** Which component shows a kind of panel; all but the first page are loaded when they are opened. */
export const panelRegistry: Registry = {
  start: StartPanel,
  settings: lazy(async () => ({ default: (await import('../features/settings/settings-panel.tsx')).SettingsPanel })),
  shortcuts: lazy(async () => ({ default: (await import('../features/settings/shortcuts-panel.tsx')).ShortcutsPanel })),
  jupyter: lazy(async () => ({ default: (await import('../features/jupyter/jupyter-panel.tsx')).JupyterPanel })),
  sql: lazy(async () => ({ default: (await import('../features/sql/sql-panel.tsx')).SqlPanel })),
  transfers: lazy(async () => ({
    default: (await import('../features/transfers/transfers-panel.tsx')).TransfersPanel,
  })),
  log: lazy(async () => ({ default: (await import('../features/log/log-panel.tsx')).LogPanel })),
  crawlers: lazy(async () => ({ default: (await import('../features/crawlers/crawlers-panel.tsx')).CrawlersPanel })),
  outbox: lazy(async () => ({ default: (await import('../features/outbox/outbox-panel.tsx')).OutboxPanel })),
  sample: lazy(async () => ({ default: (await import('../features/sample/sample-panel.tsx')).SamplePanel })),
  series: lazy(async () => ({ default: (await import('../features/series/series-panel.tsx')).SeriesPanel })),
  conductivity: lazy(async () => ({
    default: (await import('../features/figure/conductivity-panel.tsx')).ConductivityPanel,
  })),
  search: lazy(async () => ({ default: (await import('../features/search/search-panel.tsx')).SearchPanel })),
  find: lazy(async () => ({ default: (await import('../features/find/find-panel.tsx')).FindPanel })),
  'drms-series': lazy(async () => ({
    default: (await import('../features/drms/drms-series-panel.tsx')).DrmsSeriesPanel,
  })),
  'drms-search': lazy(async () => ({
    default: (await import('../features/drms/series-search/series-search-panel.tsx')).SeriesSearchPanel,
  })),
  records: lazy(async () => ({ default: (await import('../features/drms/records-panel.tsx')).RecordsPanel })),
  mining: lazy(async () => ({ default: (await import('../features/mining/mining-panel.tsx')).MiningPanel })),
  publish: lazy(async () => ({ default: (await import('../features/publishing/publish-panel.tsx')).PublishPanel })),
  'publish-run': lazy(async () => ({
    default: (await import('../features/publishing/outcome-panel.tsx')).OutcomePanel,
  })),
  collection: lazy(async () => ({
    default: (await import('../features/collections/collection-panel.tsx')).CollectionPanel,
  })),
  table: lazy(async () => ({
    default: (await import('../features/drms/table/kept-table-panel.tsx')).KeptTablePanel,
  })),
  history: lazy(async () => ({ default: (await import('../features/queries/history-panel.tsx')).HistoryPanel })),
  query: lazy(async () => ({ default: (await import('../features/queries/query-panel.tsx')).QueryPanel })),
  result: lazy(async () => ({ default: (await import('../features/result/result-panel.tsx')).ResultPanel })),
  'openbis-collection': lazy(async () => ({
    default: (await import('../features/openbis/collection-panel.tsx')).CollectionPanel,
  })),
  'openbis-object': lazy(async () => ({ default: (await import('../features/openbis/object-panel.tsx')).ObjectPanel })),
  'openbis-data-set': lazy(async () => ({
    default: (await import('../features/openbis/data-set-panel.tsx')).DataSetPanel,
  })),
  'openbis-file': lazy(async () => ({ default: (await import('../features/openbis/file-panel.tsx')).FilePanel })),
  'openbis-search': lazy(async () => ({
    default: (await import('../features/openbis/search-panel.tsx')).OpenbisSearchPanel,
  })),
  fits: lazy(async () => ({ default: (await import('../features/fits/fits-panel.tsx')).FitsPanel })),
};

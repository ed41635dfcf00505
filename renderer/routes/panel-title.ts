import { useEffect } from 'react';
import { create } from 'zustand';

export type PanelIconName =
  | 'start'
  | 'settings'
  | 'shortcuts'
  | 'jupyter'
  | 'sample'
  | 'series'
  | 'figure'
  | 'search'
  | 'result'
  | 'fits'
  | 'collection'
  | 'my-collection'
  | 'data-set'
  | 'records'
  | 'mining'
  | 'publish'
  | 'sql'
  | 'history'
  | 'query'
  | 'transfers'
  | 'outbox'
  | 'crawlers'
  | 'log';

export interface PanelTitle {
  title: string;
  icon: PanelIconName;
  /** What the content is called by its server or its user, in any language; the address does not tell it. */
  isName?: boolean;
}

export const usePanelTitles = create<{ titles: Readonly<Record<string, PanelTitle>> }>(() => ({ titles: {} }));

/** Names the tab of a panel. */
export function usePanelTitle(panelId: string, { title, icon, isName = false }: PanelTitle): void {
  useEffect(() => {
    usePanelTitles.setState(({ titles }) => ({ titles: { ...titles, [panelId]: { title, icon, isName } } }));
  }, [panelId, title, icon, isName]);
}

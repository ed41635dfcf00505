import type { DockviewPanelApi } from 'dockview-react';
import { type RefObject, useEffect } from 'react';

/** Keeps the tab in front of its group where it is seen whole, however the widths of tabs and of their list change. */
export function useFrontTabInView(api: DockviewPanelApi, tab: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const own = tab.current;
    if (own === null) return;
    const listOf = (): Element | null => own.closest('.dv-tabs-container');
    // Titles come late, and the button for tabs without room takes a part of the list, after dockview has scrolled.
    const sizes = new ResizeObserver(() => scrollTo(listOf()?.querySelector('.dv-active-tab')));
    const watch = (): void => {
      const list = listOf();
      sizes.disconnect();
      sizes.observe(own);
      if (list !== null) sizes.observe(list);
    };
    watch();
    const changes = [
      api.onDidActiveChange(({ isActive }) => isActive && scrollTo(own)),
      // The tab is in the other list with the next frame.
      api.onDidGroupChange(() => requestAnimationFrame(watch)),
    ];
    return () => {
      sizes.disconnect();
      for (const change of changes) change.dispose();
    };
  }, [api, tab]);
}

function scrollTo(tab: Element | null | undefined): void {
  tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

import { type RefObject, useEffect } from 'react';
import { create } from 'zustand';
import type { JsonValue } from '../../../app/contract/app-error.ts';
import { keepWithWorkspace } from '../../ui/window-memory.ts';
import { elementAt, pathOf } from './scroll-places.ts';

type Tops = Readonly<Record<string, number>>;

/** How far each panel is scrolled, by its address and the way down to what scrolls. */
const useScrollTops = create<{ byPanel: Readonly<Record<string, Tops>> }>(() => ({ byPanel: {} }));

keepWithWorkspace({
  name: 'scroll',
  read: () => useScrollTops.getState().byPanel,
  restore: (kept) => useScrollTops.setState({ byPanel: readTops(kept) }),
  subscribe: (listener) => useScrollTops.subscribe(listener),
});

/** Longer than any content takes to come from the computer; what a server is asked for does not move the view later. */
const restoringMs = 5000;
const mostPanels = 50;

/** Scrolls a panel, once it has content, to where it was left, and remembers where that is. */
export function useScrollMemory(address: string, panel: RefObject<HTMLElement | null>, hasContent: boolean): void {
  useEffect(() => {
    const root = panel.current;
    if (root === null || !hasContent) return;
    const stopRestoring = restore(root, useScrollTops.getState().byPanel[address] ?? {});
    const remember = ({ target }: Event): void => {
      const path = target instanceof Element ? pathOf(root, target) : undefined;
      if (path === undefined || !(target instanceof Element)) return;
      const { scrollTop } = target;
      useScrollTops.setState(({ byPanel }) => {
        const { [address]: before = {}, ...others } = byPanel;
        const kept = Object.entries(others).slice(1 - mostPanels);
        return { byPanel: { ...Object.fromEntries(kept), [address]: { ...before, [path]: Math.round(scrollTop) } } };
      });
    };
    // Scrolling does not bubble.
    root.addEventListener('scroll', remember, { capture: true, passive: true });
    return () => {
      stopRestoring();
      root.removeEventListener('scroll', remember, { capture: true });
    };
  }, [address, panel, hasContent]);
}

/** Content comes bit by bit: each part is scrolled when it is there, until the user moves something. */
function restore(root: HTMLElement, tops: Tops): () => void {
  const waiting = new Map(Object.entries(tops).filter(([, top]) => top > 0));
  if (waiting.size === 0) return () => undefined;
  const attempt = (): void => {
    for (const [path, top] of waiting) {
      const element = elementAt(root, path);
      if (element === undefined || element.scrollHeight - element.clientHeight < top) continue;
      element.scrollTop = top;
      waiting.delete(path);
    }
    if (waiting.size === 0) stop();
  };
  const changes = new MutationObserver(attempt);
  const timer = setTimeout(() => stop(), restoringMs);
  const gestures = ['wheel', 'keydown', 'pointerdown'] as const;
  const stop = (): void => {
    changes.disconnect();
    clearTimeout(timer);
    for (const gesture of gestures) root.removeEventListener(gesture, stop, { capture: true });
  };
  for (const gesture of gestures) root.addEventListener(gesture, stop, { capture: true, passive: true });
  changes.observe(root, { childList: true, subtree: true });
  attempt();
  return stop;
}

function readTops(kept: JsonValue): Record<string, Tops> {
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return {};
  return Object.fromEntries(
    Object.entries(kept).flatMap(([address, tops]) =>
      typeof tops === 'object' && tops !== null && Object.values(tops).every((top) => typeof top === 'number')
        ? // Just looked at.
          [[address, tops as Record<string, number>]]
        : [],
    ),
  );
}

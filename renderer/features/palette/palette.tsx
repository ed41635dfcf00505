import { type ReactNode, useEffect } from 'react';
import { loadedLater } from '../../ui/loaded-later.tsx';
import { usePaletteState } from './palette-state.ts';

const PaletteContent = loadedLater(async () => (await import('./palette-content.tsx')).PaletteContent);

/** Until then the panels of the start have the processor for themselves. */
const afterStartMs = 1500;

/** The palette; its code is loaded when the page is idle, so that no letter typed into it is lost. */
export function Palette(): ReactNode {
  const opened = usePaletteState((state) => state.opened);
  useEffect(() => {
    let idle = 0;
    const timer = setTimeout(() => {
      idle = requestIdleCallback(() => PaletteContent.preload());
    }, afterStartMs);
    return () => {
      clearTimeout(timer);
      cancelIdleCallback(idle);
    };
  }, []);
  return opened && <PaletteContent />;
}

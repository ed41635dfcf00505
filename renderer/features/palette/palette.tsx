import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { usePaletteState } from './palette-state.ts';

const load = async () => ({ default: (await import('./palette-content.tsx')).PaletteContent });
const PaletteContent = lazy(load);

/** The palette; its code is loaded when the page is idle, so that no letter typed into it is lost. */
export function Palette(): ReactNode {
  const opened = usePaletteState((state) => state.opened);
  useEffect(() => {
    const idle = requestIdleCallback(() => void load());
    return () => cancelIdleCallback(idle);
  }, []);
  return (
    opened && (
      <Suspense>
        <PaletteContent />
      </Suspense>
    )
  );
}

import { lazy, type ReactNode, Suspense } from 'react';
import { usePaletteState } from './palette-state.ts';

const PaletteContent = lazy(async () => ({ default: (await import('./palette-content.tsx')).PaletteContent }));

/** The palette; its code is loaded when it is first opened. */
export function Palette(): ReactNode {
  const opened = usePaletteState((state) => state.opened);
  return (
    opened && (
      <Suspense>
        <PaletteContent />
      </Suspense>
    )
  );
}

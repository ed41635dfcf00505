import { create } from 'zustand';
import type { ImageFormat } from '../../../app/contract/figures.ts';
import { type PrintPreset, type PrintSize, printPresets, usualDpi } from '../../../app/domain/figure-print.ts';
import { keepWithWorkspace } from '../../ui/window-memory.ts';

/** How figures are exported; the same for all until it is changed. */
export interface ExportChoices {
  size: PrintSize;
  dpi: number;
  format: ImageFormat;
}

const atFirst: ExportChoices = { size: printPresets['one-column'].size, dpi: 600, format: 'pdf' };

export const useExportChoices = create<ExportChoices>(() => atFirst);

keepWithWorkspace({
  name: 'figure export',
  read: () => {
    const { size, dpi, format } = useExportChoices.getState();
    return { size: { ...size }, dpi, format };
  },
  restore: (kept) => useExportChoices.setState(readChoices(kept)),
  subscribe: (listener) => useExportChoices.subscribe(listener),
});

function readChoices(kept: unknown): ExportChoices {
  const { size, dpi, format } = record(kept);
  const { widthMm, heightMm, textPt } = record(size);
  const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
  return {
    size: isNumber(widthMm) && isNumber(heightMm) && isNumber(textPt) ? { widthMm, heightMm, textPt } : atFirst.size,
    dpi: isNumber(dpi) ? dpi : usualDpi,
    format: format === 'png' || format === 'svg' ? format : 'pdf',
  };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** The preset of a size, if it is one. */
export function presetOf(size: PrintSize): PrintPreset | null {
  const found = Object.entries(printPresets).find(
    ([, preset]) =>
      preset.size.widthMm === size.widthMm &&
      preset.size.heightMm === size.heightMm &&
      preset.size.textPt === size.textPt,
  );
  // The entries are those of the presets.
  return (found?.[0] as PrintPreset | undefined) ?? null;
}

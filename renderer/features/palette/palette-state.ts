import { create } from 'zustand';

/** Whether the palette is open, and what is typed in it. */
export const usePaletteState = create<{ opened: boolean; text: string }>(() => ({ opened: false, text: '' }));

export function openPalette(text: string): void {
  usePaletteState.setState({ opened: true, text });
}

export function closePalette(): void {
  usePaletteState.setState({ opened: false });
}

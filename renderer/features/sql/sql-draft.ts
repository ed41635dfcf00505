import { create } from 'zustand';

/** What stands in the editor; it stays while the panel is closed. */
export const useSqlDraft = create<{ text: string; setText(text: string): void }>((set) => ({
  text: '',
  setText: (text) => set({ text }),
}));

import { create } from 'zustand';
import { keepWithWorkspace } from '../../ui/window-memory.ts';

/** What stands in the editor; it stays while the panel is closed, and comes back with its workspace. */
export const useSqlDraft = create<{ text: string; setText(text: string): void }>((set) => ({
  text: '',
  setText: (text) => set({ text }),
}));

keepWithWorkspace({
  name: 'sql',
  read: () => useSqlDraft.getState().text || null,
  restore: (kept) => useSqlDraft.setState({ text: typeof kept === 'string' ? kept : '' }),
  subscribe: (listener) => useSqlDraft.subscribe(listener),
});

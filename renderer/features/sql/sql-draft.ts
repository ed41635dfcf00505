import { useState } from 'react';
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

/** Text of a panel: that of the one editor, or of a statement that was opened by itself and goes with its panel. */
export function useSqlText(statement: string | undefined): { text: string; setText(text: string): void } {
  const draft = useSqlDraft();
  const [text, setText] = useState(statement ?? '');
  return statement === undefined ? draft : { text, setText };
}

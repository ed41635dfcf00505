import { create } from 'zustand';

/** Branches that the user has opened or closed; connections are open unless closed. */
export const useBranches = create<{ open: Readonly<Record<string, boolean>> }>(() => ({ open: {} }));

export function setBranch(id: string, open: boolean): void {
  useBranches.setState((state) => ({ open: { ...state.open, [id]: open } }));
}

import { create } from 'zustand';

/** What the inspector shows. */
export type SelectedThing =
  | { kind: 'sample'; connectionId: string; name: string }
  | { kind: 'result'; connectionId: string; id: number };

export const useSelection = create<{ thing: SelectedThing | null }>(() => ({ thing: null }));

export function selectThing(thing: SelectedThing | null): void {
  useSelection.setState({ thing });
}

import { create } from 'zustand';

/** What the inspector shows. */
export type SelectedThing =
  | { kind: 'sample'; connectionId: string; name: string }
  | { kind: 'result'; connectionId: string; id: number }
  /** A batch of exports, or one of its requests. */
  | { kind: 'transfer'; id: string; part: string | null }
  /** A write to a server. */
  | { kind: 'outbox-item'; id: string };

export const useSelection = create<{ thing: SelectedThing | null }>(() => ({ thing: null }));

export function selectThing(thing: SelectedThing | null): void {
  useSelection.setState({ thing });
}

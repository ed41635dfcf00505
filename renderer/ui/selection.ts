import { create } from 'zustand';
import type { JsonValue } from '../../app/contract/app-error.ts';
import { keepWithWorkspace } from './window-memory.ts';

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

keepWithWorkspace({
  name: 'selection',
  read: () => {
    const { thing } = useSelection.getState();
    return thing === null ? null : { ...thing };
  },
  restore: (kept) => selectThing(readThing(kept)),
  subscribe: (listener) => useSelection.subscribe(listener),
});

function readThing(kept: JsonValue): SelectedThing | null {
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return null;
  const { kind, connectionId, name, id, part } = kept;
  const isText = (value: unknown): value is string => typeof value === 'string';
  if (kind === 'sample' && isText(connectionId) && isText(name)) return { kind, connectionId, name };
  if (kind === 'result' && isText(connectionId) && typeof id === 'number') return { kind, connectionId, id };
  if (kind === 'transfer' && isText(id)) return { kind, id, part: isText(part) ? part : null };
  if (kind === 'outbox-item' && isText(id)) return { kind, id };
  return null;
}

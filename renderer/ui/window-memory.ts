import type { JsonValue } from '../../app/contract/app-error.ts';

/** Something of the window that comes back with its workspace. */
export interface WindowPart {
  name: string;
  /** Small JSON; null if there is nothing to keep. */
  read(): JsonValue;
  /** Takes what `read` gave, perhaps of another version: what does not fit is left out. Null: as at first. */
  restore(kept: JsonValue): void;
  subscribe(listener: () => void): () => void;
}

const parts = new Map<string, WindowPart>();
const listeners = new Set<() => void>();
/** Of parts whose code is loaded later. */
let waiting: Readonly<Record<string, JsonValue>> = {};

const tellAll = (): void => {
  for (const listener of listeners) listener();
};

/** Keeps a part with the workspace; it is restored at once if the workspace has been before its code. */
export function keepWithWorkspace(part: WindowPart): void {
  parts.set(part.name, part);
  const { [part.name]: kept = null, ...rest } = waiting;
  waiting = rest;
  if (kept !== null) part.restore(kept);
  part.subscribe(tellAll);
}

/** All parts by name, as they are now. */
export function readWindow(): Record<string, JsonValue> {
  const kept: Record<string, JsonValue> = { ...waiting };
  for (const { name, read } of parts.values()) {
    const value = read();
    if (value !== null) kept[name] = value;
  }
  return kept;
}

export function restoreWindow(kept: Readonly<Record<string, JsonValue>>): void {
  const later = { ...kept };
  for (const { name, restore } of parts.values()) {
    restore(kept[name] ?? null);
    delete later[name];
  }
  waiting = later;
}

/** Tells of each change; the result ends it. */
export function watchWindow(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

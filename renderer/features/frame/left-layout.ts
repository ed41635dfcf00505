import type { JsonValue } from '../../../app/contract/app-error.ts';

const key = 'quarry-layout';

/** For the same window when it is loaded again: what is sent while a page goes may come after the next one has asked. */
export function leaveLayout(layout: JsonValue): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(layout));
  } catch {
    // Without room or leave to store, the core has it a moment later.
  }
}

/** What the page before has left for this one; only once. */
export function takeLeftLayout(): JsonValue {
  try {
    const text = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    return text === null ? null : (JSON.parse(text) as JsonValue);
  } catch {
    return null;
  }
}

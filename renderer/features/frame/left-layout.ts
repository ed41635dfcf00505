import { z } from 'zod';
import type { JsonValue } from '../../../app/contract/app-error.ts';

const key = 'quarry-layout';
const LeftPage = z.object({ layout: z.json(), hash: z.string() });
/** Of the address with which the page before went; null if it has left nothing. */
let leftHash: string | null = null;

/** For the same window when it is loaded again: what is sent while a page goes may come after the next one has asked. */
export function leaveLayout(layout: JsonValue): void {
  try {
    sessionStorage.setItem(key, JSON.stringify({ layout, hash: window.location.hash }));
  } catch {
    // Without room or leave to store, the core has it a moment later.
  }
}

/** What the page before has left for this one; only once. */
export function takeLeftLayout(): JsonValue {
  try {
    const text = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    if (text === null) return null;
    const page = LeftPage.parse(JSON.parse(text));
    leftHash = page.hash;
    return page.layout;
  } catch {
    return null;
  }
}

/** The address is still that of the page before, which its layout may have been ahead of. */
export function isLeftAddress(): boolean {
  return leftHash !== null && leftHash === window.location.hash;
}

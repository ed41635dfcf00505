import { create } from 'zustand';

/** Whether the page has a line to the core. */
export type LinkState = { kind: 'connecting' } | { kind: 'connected' } | { kind: 'waiting'; nextTryAtMs: number };

export const useLinkState = create<{ state: LinkState }>(() => ({ state: { kind: 'connecting' } }));

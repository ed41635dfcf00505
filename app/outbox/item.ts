import type { AppErrorData, JsonValue } from '../contract/app-error.ts';

/** What a person is told about an item; there are no others. */
export const outboxStates = ['waiting', 'sending', 'checking', 'done', 'needs-you', 'withdrawn'] as const;
export type OutboxState = (typeof outboxStates)[number];

/** A file that goes with an item. Its copy lies in the folder of the outbox under its digest. */
export interface FileCopy {
  /** SHA-256 of the content as lower-case hex. */
  sha256: string;
  /** The name that the server is told. */
  name: string;
  bytes: number;
}

/** What was fixed when the item was queued. */
export interface OutboxOrder {
  id: string;
  /** Names the gateway, e.g. `juliabase.result.add`. */
  kind: string;
  connectionId: string;
  /** What is written, in words: "Result: Conductivity". */
  title: string;
  /** Where it goes, in words: "n-layer PH₃ ramp". */
  target: string;
  /** 26 base-32 letters that the record carries; null where the server keeps no marks of ours. */
  marker: string | null;
  /** The marker is derived from what is sent, so another computer may have sent it: look before the first send. */
  lookFirst: boolean;
  /** The beginning of the markers of all records that would be as good; absent: only its own marker counts. */
  contentMark?: string;
  /** What the item changes; items of one subject go one after the other. Null: only adds. */
  subject: string | null;
  files: readonly FileCopy[];
  /** Milliseconds since 1970 UTC, as all times kept here. */
  createdMs: number;
}

export interface OutboxChoice {
  id: string;
  label: string;
  /** What will happen, and what may. */
  effect: string;
}

/** A record at the server that may be the one of the item. */
export interface Similar {
  id: string;
  url: string | null;
  /** The parts that were compared. */
  parts: { name: string; ours: string; theirs: string; same: boolean }[];
}

export interface OutboxQuestion {
  text: string;
  choices: OutboxChoice[];
  similar: Similar | null;
}

export interface HistoryEntry {
  atMs: number;
  text: string;
  /** Last time and number of equal entries in a row. */
  lastMs: number;
  count: number;
}

/** Where an item stands. */
export interface OutboxProgress {
  state: OutboxState;
  /** Why it is in its state: one sentence; null for a fresh item. */
  reason: string | null;
  /** How often its first byte was allowed to go out. */
  attempts: number;
  sentMs: number | null;
  /** The last answer was complete, so nothing can arrive later and one look decides. */
  serverFinished: boolean;
  /** A person wants it sent although a similar record is there. */
  isForced: boolean;
  /** The record at the server, once it is known. */
  remoteId: string | null;
  url: string | null;
  /** What a person should know about a done item: "Found at the second look." */
  notes: string[];
  question: OutboxQuestion | null;
  error: AppErrorData | null;
  /** When to look again although it is done, in ascending order. */
  auditsMs: number[];
  history: HistoryEntry[];
  endedMs: number | null;
}

/** An item without its payload, which may be large. */
export interface OutboxItem {
  order: OutboxOrder;
  progress: OutboxProgress;
}

export interface NewOutboxItem {
  order: OutboxOrder;
  /** What is sent; never changes. */
  payload: JsonValue;
}

export interface WholeOutboxItem extends OutboxItem {
  payload: JsonValue;
}

export function isEnded({ state }: Pick<OutboxProgress, 'state'>): boolean {
  return state === 'done' || state === 'withdrawn';
}

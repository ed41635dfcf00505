import type { AppError, JsonValue } from '../contract/app-error.ts';
import type { FileCopy, OutboxOrder, OutboxQuestion, Similar } from './item.ts';

/** One item at one server. Every call obeys the signal. */
export interface GatewayCall {
  order: OutboxOrder;
  payload: JsonValue;
  /** How often it was sent before; 0 for an item of which the server cannot know. */
  attempts: number;
  /** The record, if it is known. */
  remoteId: string | null;
  signal: AbortSignal;
  /** The copy of a file, checked against its digest. Throws 'storage' if it is damaged. */
  read(copy: FileCopy): Promise<Uint8Array>;
}

export type Readiness =
  | { kind: 'ready' }
  /** It need not be sent: the server holds it already. */
  | { kind: 'there'; id: string; url: string | null; note: string }
  | { kind: 'ask'; question: OutboxQuestion };

export type Sent =
  | { kind: 'created'; id: string; url: string | null; notes: readonly string[] }
  /** Surely nothing was done. */
  | { kind: 'not-created'; error: AppError }
  /** `serverFinished`: a complete answer came, so nothing can arrive later and one look decides. */
  | { kind: 'unknown'; error: AppError; serverFinished: boolean };

export interface Hit {
  id: string;
  url: string | null;
  /** False: the record lacks its links, as a rejected image leaves it. */
  isLinked: boolean;
}

export type Look =
  /** Everything was seen that had to be seen. `similar`: a record that may be ours although it lacks the mark. */
  | { kind: 'complete'; hits: readonly Hit[]; similar: Similar | null }
  | { kind: 'incomplete'; reason: string }
  | { kind: 'unreadable'; error: AppError };

/** How one kind of item is written. Knows its server, not the journal. */
export interface Gateway {
  kind: string;
  /** False: the record cannot be told from others, so a lost answer needs a person. */
  canLook(order: OutboxOrder): boolean;
  /**
   * Everything that can be known before the write; only reads.
   * @throws AppError: retryable or 'auth-required' to wait, else a reason for a person
   */
  check(call: GatewayCall): Promise<Readiness>;
  /** Sends once. `onBeforeSend` is awaited before the first byte goes out; if it rejects, nothing is sent. */
  send(call: GatewayCall, onBeforeSend: () => Promise<void>): Promise<Sent>;
  /** Looks whether the record is there. Never sends, uses no cache, never rejects but when aborted. */
  look(call: GatewayCall): Promise<Look>;
  /** Gives a record its links; safe to repeat. @returns what a person should know of it */
  repair(call: GatewayCall, id: string): Promise<readonly string[]>;
  /** The record is there; kept answers about it are old now. */
  onDone(order: OutboxOrder, payload: JsonValue): Promise<void>;
}

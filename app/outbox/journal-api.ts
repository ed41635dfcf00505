import type { JsonValue } from '../contract/app-error.ts';
import type { NewOutboxItem, OutboxItem, OutboxProgress, WholeOutboxItem } from './item.ts';

/** A small fact that others keep beside the items, in the same transaction: what a crawler knows of a file. */
export interface JournalRecord {
  /** Whose it is, e.g. `crawl:five-chamber`. */
  space: string;
  key: string;
  value: JsonValue;
}

/** `value` null removes the record. */
export interface RecordChange extends Omit<JournalRecord, 'value'> {
  value: JsonValue | null;
}

export interface JournalPut {
  items?: readonly NewOutboxItem[];
  records?: readonly RecordChange[];
}

/** What must not be lost of the outbox. A call that has returned is on disk, twice. */
export interface JournalApi {
  /** All or nothing. An item whose id is known already is left as it is. */
  putOutbox(put: JournalPut): void;
  /** Throws 'not-found' for an unknown id. */
  saveOutboxProgress(id: string, progress: OutboxProgress, records?: readonly RecordChange[]): void;
  /** Items that are not ended, and ended ones with audits to come; oldest first. */
  listOpenOutbox(): OutboxItem[];
  /** Ended items, the last ended first. */
  listEndedOutbox(limit: number): OutboxItem[];
  countOutbox(): { open: number; ended: number };
  getOutboxItem(id: string): WholeOutboxItem | undefined;
  /** In the order of their keys. */
  listOutboxRecords(space: string): JournalRecord[];
  getOutboxRecord(space: string, key: string): JournalRecord | undefined;
  /** Sentences about damage that was met and repaired; each is given once. */
  takeOutboxNotices(): string[];
}

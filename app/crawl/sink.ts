import type { JournalPut, JournalRecord } from '../outbox/journal-api.ts';
import type { CrawlDraft } from './draft.ts';

/** Where an item of a crawler stands at the outbox. */
export interface SentState {
  /** 'open': not ended and not waiting for a person. */
  state: 'open' | 'needs-you' | 'done' | 'withdrawn';
  url: string | null;
  reason: string | null;
}

/** A draft of one file, ready to be queued. */
export interface DraftedFile {
  id: string;
  /** The mark of the record. */
  marker: string;
  /** The item whose record is changed; null: it becomes a record of its own. */
  edits: string | null;
  crawler: string;
  /** Relative to `root`. */
  path: string;
  root: string;
  sha256: string;
  /** A person wants it although its content may be at the server under another path. */
  isCopy: boolean;
  draft: CrawlDraft;
  /** Key of the sample at the server. */
  sampleId: number;
}

/** The record of the former content is not known. The message is a sentence for a person. */
export class NoRecord extends Error {}

/** Takes what crawlers hand over. */
export interface CrawlSink {
  /**
   * The item of a drafted file; files that go with it are kept when this resolves.
   * @throws UnfitFile if a file that goes with it is not what was read any more, or if its turn has not come
   * @throws NoRecord if there is nothing that could be changed
   */
  itemOf(file: DraftedFile): Promise<NonNullable<JournalPut['items']>[number]>;
  /** Items and what is known of their files, in one transaction; items that are known already stay as they are. */
  put(put: JournalPut): Promise<void>;
  /** Undefined: there is no such item. */
  stateOf(id: string): Promise<SentState | undefined>;
  /** What was put of the files of a crawler. */
  records(space: string): Promise<JournalRecord[]>;
}

/** Keys of samples by their names. */
export interface SampleFinder {
  /** A number, or a sentence on why there is none. */
  find(names: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, number | string>>;
}

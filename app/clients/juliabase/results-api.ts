import type { Pk, Result, TimestampInaccuracy, ValueTable } from '../../domain/juliabase.ts';
import type { FilePart } from '../http/request-body.ts';
import type { CallOptions, WriteOptions } from './api.ts';

export interface ResultImage {
  type: 'png' | 'jpeg' | 'pdf';
  bytes: Uint8Array;
}

/** A Result to be added. Everything but samples, series and image is required by the server. */
export interface ResultDraft {
  /** At most 50 characters. */
  title: string;
  /** Markdown without images, not ending in a line of only `-` or `=`; the marker is appended by the client. */
  comments: string;
  /** ISO 8601 with zone; not ahead of the server's clock. */
  timestampUtc: string;
  inaccuracy: TimestampInaccuracy;
  sampleIds: Pk[];
  /** At least one sample or series. */
  seriesNames: string[];
  /** PNG, JPEG or PDF. */
  image?: FilePart;
  /** At most 100 × 100; cells and headings at most 50 characters, headings unique. */
  table: ValueTable;
  /** Primary key of an external operator; default: the user is the operator. */
  externalOperatorId?: Pk;
  /** 26 base-32 letters; made by the client if absent. Empty: the Result carries none, nor an identity. */
  marker?: string;
  /** Identity of the figure, 26 base-32 letters. */
  figureIdentity?: string;
}

/** The content of a Result as far as an edit can change it; compared to notice edits of others. */
export interface ResultState {
  title: string;
  comments: string;
  table: ValueTable;
  /** SHA-256 of the image as lower-case hex; null without image. */
  imageSha256: string | null;
}

/** What to change in a Result; whatever is absent stays as it is on the server. */
export interface ResultEdit {
  title?: string;
  /** Without marks; those of the record are kept unless `marker` or `figureIdentity` replace them. */
  comments?: string;
  timestampUtc?: string;
  inaccuracy?: TimestampInaccuracy;
  /** Replaces the whole list. */
  sampleIds?: Pk[];
  /** Replaces the whole list. */
  seriesNames?: string[];
  /** Replaces the image; an image can never be removed. */
  image?: FilePart;
  table?: ValueTable;
  marker?: string;
  figureIdentity?: string;
  /** What was changed and why, for the notification of others; required by the server. */
  description: string;
  /** Notify others prominently; set by itself when samples or series are added. */
  important?: boolean;
  /** The state the user saw; the edit is refused with 'conflict' if the server has another one by now. */
  expect?: ResultState;
}

/** A Result that was written, read back and found as intended. */
export interface WrittenResult extends Result {
  marker: string;
}

/** `marker` is empty for a Result that never had one and to which nothing was sent. */
export interface EditedResult extends WrittenResult {
  /** False if the server had it so already and nothing was sent. */
  changed: boolean;
}

export interface MarkerSearch {
  /** Ids of Results whose comments hold the marker, confirmed by reading them, ascending. */
  hits: Pk[];
  /** Every page looked at was complete and below the server's cap; otherwise no hit proves nothing. */
  complete: boolean;
}

export interface ResultsArea {
  /**
   * A Result with its table; see `image` for its picture.
   * @throws 'not-found', also for processes of other classes; 'forbidden'.
   * @see protocol 6.1
   */
  get(id: Pk, options?: CallOptions): Promise<Result>;
  /**
   * The image of a Result, or its thumbnail (PNG, at most 400 px). A server that cannot make
   * thumbnails gives the original.
   * @see protocol 6.2
   */
  image(id: Pk, options?: CallOptions & { thumbnail?: boolean }): Promise<ResultImage>;
  /** The present state, for `ResultEdit.expect`; reads the image too. */
  state(id: Pk, options?: CallOptions): Promise<ResultState>;
  /**
   * Looks for the record of a write.
   * @param marker or the beginning of it
   * @param options `sampleIds`: samples whose data are looked at as a second source.
   * @see protocol 4.5
   */
  findByMarker(marker: string, options?: CallOptions & { sampleIds?: readonly Pk[] }): Promise<MarkerSearch>;
  /**
   * Adds a Result and reads it back. Checks before sending what the server would reject; samples that are not
   * selectable are put on My Samples for the time of the write.
   * @throws always with `details.outcome`: 'not-created' or 'unknown', and `details.marker`, the marker to look for.
   *   Never repeat the call after 'unknown'; see `findByMarker`. `details.resultId` is there if a record is known that
   *   could not be read back or differs (`details.differs`) from what was intended.
   * @see protocol 6.3, 6.4
   */
  add(draft: ResultDraft, options?: WriteOptions): Promise<WrittenResult>;
  /**
   * Changes a Result and reads it back; sends nothing if the server has it so already.
   * @throws 'conflict' if `edit.expect` differs from the server's state; else as `add`.
   * @see protocol 6.3
   */
  edit(id: Pk, edit: ResultEdit, options?: WriteOptions): Promise<EditedResult>;
}

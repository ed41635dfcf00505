import type { Pk, Process } from '../../domain/juliabase.ts';
import type { CallOptions, MarkerSearch, WriteOptions } from './api.ts';
import type { ProcessClass, ProcessDraft, ProcessEdit, ProcessKey, TypedProcess } from './institute/process-class.ts';

/** A file the server made, e.g. a plot. */
export interface ServerFile {
  /** e.g. 'application/pdf'. */
  contentType: string;
  bytes: Uint8Array;
}

/** A process after an edit. */
export type EditedProcess<C extends ProcessClass> = TypedProcess<C> & {
  /** False if the server had it so already and nothing was sent. */
  changed: boolean;
};

/**
 * Physical processes of any class. Writing calls are checked before they are sent; they throw always with
 * `details.outcome`: 'not-created' (surely nothing was done) or 'unknown', and `details.marker` if the record carries
 * one. Never repeat a call after 'unknown' without a look at the server. A rejected form lists its fields in
 * `details.fields`, each with the server's label (`field`), the name in the description (`name`) and the messages.
 */
export interface ProcessesArea {
  /**
   * A process of any class but split, death and result.
   * @see protocol 5.1
   */
  get(id: Pk, options?: CallOptions): Promise<Process>;
  /**
   * A process of a known class by what identifies it: its number, or its id where the class has none.
   * @throws 'not-found', 'forbidden', or 'bad-response' where the record is not as the class describes it.
   * @see protocol 5.1
   */
  byKey<C extends ProcessClass>(description: C, key: ProcessKey, options?: CallOptions): Promise<TypedProcess<C>>;
  /**
   * What identifies all processes of a class: numbers, or ids where the class has none. Administrators only.
   * @see protocol 2.2
   */
  available(description: ProcessClass, options?: CallOptions): Promise<ProcessKey[]>;
  /**
   * Adds a process and reads it back; samples that are not selectable are put on My Samples for the time of the write.
   * @throws 'conflict' with `details.processId` if the identifying value is taken, before anything is sent, with
   *   `details.differs`: in what that process is not as the draft; 'forbidden' without the permission of the class.
   * @see protocol 5.3
   */
  add<C extends ProcessClass>(description: C, draft: ProcessDraft<C>, options?: WriteOptions): Promise<TypedProcess<C>>;
  /**
   * Changes a process and reads it back; sends nothing if the server has it so already.
   * @throws 'conflict' if `edit.expect` differs from the server's state; 'not-found'; else as `add`.
   * @see protocol 5.3
   */
  edit<C extends ProcessClass>(
    description: C,
    key: ProcessKey,
    edit: ProcessEdit<C>,
    options?: WriteOptions,
  ): Promise<EditedProcess<C>>;
  /**
   * Deletes a process that happened less than an hour ago.
   * @see protocol 5.3
   */
  delete(id: Pk, options?: WriteOptions): Promise<void>;
  /**
   * Looks for a process by its marker, or by its beginning: in the search of its class, and in the data of the given samples.
   * @see protocol 4.5
   */
  findByMarker(
    description: ProcessClass,
    marker: string,
    options?: CallOptions & { sampleIds?: readonly Pk[] },
  ): Promise<MarkerSearch>;
  /**
   * The plot of a process as PDF, or a small one as SVG. Only for classes that have plots: others fail on the server.
   * @param options `plotId`: e.g. the position of a solar cell; `thumbnail`: the small one.
   * @throws 'not-found' without such a plot, or if the server cannot read the raw data file.
   * @see protocol 5.2
   */
  plot(id: Pk, options?: CallOptions & { plotId?: string; thumbnail?: boolean }): Promise<ServerFile>;
  /**
   * Which of the given processes the user has folded on the data sheet of a sample.
   * @see protocol 2.2
   */
  folded(sampleId: Pk, processIds: readonly Pk[], options?: CallOptions): Promise<Pk[]>;
  /**
   * Folds or unfolds a process on the data sheet of a sample.
   * @see protocol 2.2
   */
  fold(sampleId: Pk, processId: Pk, folded: boolean, options?: CallOptions): Promise<void>;
}

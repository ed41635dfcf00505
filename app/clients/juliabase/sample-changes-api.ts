import type { Pk, Sample, TimestampInaccuracy } from '../../domain/juliabase.ts';
import type { CallOptions, WriteOptions } from './api.ts';

/** A sample to be added (protocol 2.4). */
export interface SampleDraft {
  /** At most 30 characters, in one of the formats of the server. */
  name: string;
  /** At most 50 characters. */
  currentLocation: string;
  /** Login name; default: the user. */
  responsiblePerson?: string;
  /** At most 80 characters. */
  purpose?: string;
  /** Without blanks and commas; at most 255 characters together. */
  tags?: readonly string[];
  /** Name of a topic the user may see. */
  topic?: string;
  /**
   * The server deletes every alias that equals the name, without a word. Default false: such a name is refused with
   * 'conflict'.
   */
  replacesAliases?: boolean;
}

/** What to change in a sample (protocol 3.4); whatever is absent stays as it is on the server. */
export interface SampleEdit {
  currentLocation?: string;
  /** Login name. */
  responsiblePerson?: string;
  /** Name of the topic; null takes the sample out of its topic. */
  topic?: string | null;
  purpose?: string;
  /** Replaces the whole list. */
  tags?: readonly string[];
  /** What was changed and why, for the notification of others; required by the server. Markdown. */
  description: string;
  /** Notify others prominently; set by itself when topic or responsible person change. */
  important?: boolean;
  /** The state the user saw; the edit is refused with 'conflict' if the server has another one by now. */
  expect?: SampleState;
}

/** What an edit can change. */
export type SampleState = Pick<Sample, 'currentLocation' | 'responsiblePerson' | 'topic' | 'purpose' | 'tags'>;

/** A sample after an edit. */
export interface EditedSample extends Sample {
  /** False if the server had it so already and nothing was sent. */
  changed: boolean;
}

/** Samples on one substrate, with provisional names (protocol 2.4). */
export interface ProvisionalSamplesDraft {
  /** 1 to 100. */
  count: number;
  /** A material the institute knows, e.g. 'corning'. */
  substrate: string;
  /** Markdown; required for the substrate 'custom'. */
  substrateComments?: string;
  /** Primary key of the external operator the substrate comes from; default: oneself. */
  externalOperatorId?: Pk;
  /** When the substrate was made ready; ISO 8601 with zone. */
  timestampUtc: string;
  inaccuracy: TimestampInaccuracy;
  currentLocation: string;
  purpose?: string;
  tags?: readonly string[];
  topic?: string;
  cleaningNumber?: string;
}

export interface SamplePiece {
  /** Begins with the name of the parent, or has another format the user may give. */
  name: string;
  /** Default: that of the parent. */
  purpose?: string;
}

export interface SampleSplit {
  pieces: readonly SamplePiece[];
  /** Nothing is left of the parent: it ceases to exist. Default false. */
  wholly?: boolean;
  /** Name of a series that gets the pieces, too. */
  seriesName?: string;
  /** Id of the newest split of the sample, see `latestSplit`: the pieces are added to it instead of a new one. */
  splitId?: Pk;
}

/** What happens to one sample after a deposition. */
export interface NameAfterDeposition {
  sampleId: Pk;
  /** The old name becomes an alias. */
  newName: string;
  /** Names of its pieces, at least two; default: it stays whole. */
  pieceNames?: readonly string[];
}

/** Why a sample ceases to exist; 'split' only directly after a split. */
export type DeathReason = 'lost' | 'destroyed' | 'split';

/**
 * Calls that change samples. Each is checked before it is sent; it throws always with `details.outcome`:
 * 'not-created' (surely nothing was done) or 'unknown'. Never repeat a call after 'unknown' without a look at the
 * server. `onOutcome` hears 'created' with the id of the sample when the change was made.
 */
export interface SampleChanges {
  /**
   * Adds a sample and reads it back. It lands on the user's My Samples; no process and no substrate is made.
   * @throws 'conflict' with `details.sampleId` if a sample of this name exists, or `details.aliasOf` if the name is an
   *   alias; 'not-found' for an unknown person or topic; JuliaBaseError 5 for a name in no format the user may give.
   * @see protocol 2.4
   */
  add(draft: SampleDraft, options?: WriteOptions): Promise<Sample>;
  /**
   * Adds several samples on one substrate (views of the example institute). Give them names with `bulkRename`.
   * @returns their ids in the order of their provisional names, e.g. `*00021`.
   * @see protocol 2.4
   */
  addProvisional(draft: ProvisionalSamplesDraft, options?: WriteOptions): Promise<Pk[]>;
  /**
   * Changes a sample and reads it back; sends nothing if the server has it so already. A sample with informal layers
   * is changed by another form, because the usual one deletes them; that form cannot change the purpose, take tags
   * away or take the sample out of its topic: 'unsupported'.
   * @throws 'conflict' if `edit.expect` differs from the server's state; else as `add`.
   * @see protocol 3.4
   */
  edit(name: string, edit: SampleEdit, options?: WriteOptions): Promise<EditedSample>;
  /**
   * Gives a sample another name.
   * @param options `keepsAlias` (default true): the old name stays valid as an alias.
   * @see protocol 3.6
   */
  rename(name: string, newName: string, options?: WriteOptions & { keepsAlias?: boolean }): Promise<Sample>;
  /**
   * Gives several samples, e.g. provisional ones, their names in one step.
   * @param newNames new name by id.
   * @param options `keepsAlias` (default false): the old names stay valid as aliases.
   * @see protocol 2.4
   */
  bulkRename(newNames: ReadonlyMap<Pk, string>, options?: WriteOptions & { keepsAlias?: boolean }): Promise<void>;
  /**
   * Adds an alias. The servers known today cannot do it: 'unsupported', and the remedy names `rename` with its old
   * name kept.
   * @see protocol 2.2, trap 19
   */
  addAlias(name: string, alias: string, options?: WriteOptions): Promise<void>;
  /**
   * Splits a sample, or adds pieces to its newest split.
   * @returns id by name of the pieces.
   * @throws 'conflict' with `details.sampleId` if a sample has the name of a piece.
   * @see protocol 3.6
   */
  split(name: string, split: SampleSplit, options?: WriteOptions): Promise<ReadonlyMap<string, Pk>>;
  /**
   * Id of the newest split of a sample; null if anything but a result happened to it since.
   * @see protocol 2.2
   */
  latestSplit(name: string, options?: CallOptions): Promise<Pk | null>;
  /**
   * Says that a sample does not exist any more. Throws 'not-found' if it is dead already.
   * @see protocol 3.6
   */
  kill(name: string, reason: DeathReason, options?: WriteOptions): Promise<void>;
  /**
   * Deletes a sample with the processes that it alone has; only while those are younger than an hour.
   * @see protocol 3.6
   */
  delete(name: string, options?: WriteOptions): Promise<void>;
  /**
   * Copies the informal layers of a sample to others (views of the example institute).
   * @see protocol 3.6
   */
  copyInformalStack(name: string, toIds: readonly Pk[], options?: WriteOptions): Promise<void>;
  /**
   * Gives the samples of a deposition their final names and splits them where wanted; works once per deposition.
   * @param options `newLocation`: where the samples are from now on; default: where they were.
   * @throws 'not-found' if the deposition does not exist or this was done before.
   * @see protocol 3.6
   */
  renameAfterDeposition(
    depositionNumber: string,
    names: readonly NameAfterDeposition[],
    options?: WriteOptions & { newLocation?: string },
  ): Promise<void>;
}

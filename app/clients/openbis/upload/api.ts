import type { CallOptions } from '../api.ts';
import type { PropertyInput } from './property-values.ts';

/** A data set that shall be registered. */
export interface DataSetDraft {
  /** Code of the data set type. */
  type: string;
  /** The object or the collection it belongs to: identifier, permId, or a code that only one has. */
  owner: string;
  /** permIds. */
  parents?: readonly string[];
  /** By code in any letter case. Empty values are left out. */
  properties?: Readonly<Record<string, PropertyInput>>;
  /** At least one file, alone or in a folder. */
  files: readonly UploadSource[];
}

export interface UploadSource {
  /** Absolute path of a file or a folder on this computer. */
  path: string;
  /** Name in the data set; default: the last part of the path. */
  name?: string;
}

/** One thing that is wrong with a draft. */
export interface DraftProblem {
  /** Which field: `prop.CODE` for a property. */
  key: 'type' | 'entityIdentifier' | 'parent' | 'file' | `prop.${string}`;
  /** One or two sentences. */
  message: string;
}

export interface DraftCheck {
  /** Empty: it can be sent. */
  problems: DraftProblem[];
  files: number;
  /** More than 5 GiB are better put into a folder that the server watches. */
  bytes: number;
}

/**
 * How far an upload has come: a JSON value that a later run goes on with. It holds no secret. What it says was written
 * before it happened, so that nothing is registered twice.
 */
export interface UploadTrace {
  uploadId: string;
  /** Which session the uploaded files belong to: they go with it. */
  sessionKey: string;
  way: UploadWay;
  /** As they were when the upload began. */
  files: { name: string; sizeBytes: number; modifiedMs: number }[];
  /** By position in `files`: parts that the server has, each from `start` up to `end`. */
  sent: { start: number; end: number }[][];
  /** From the moment on at which the server may have been asked to register it. */
  registration: Registration | null;
}

/** `workspace`: into the session workspace; `share`: forms of older servers; `plug-in`: the uploader of the ELN. */
export type UploadWay = 'workspace' | 'share' | 'plug-in';

export interface Registration {
  /** Milliseconds since 1970 by our clock. */
  startedMs: number;
  /** The id that was chosen beforehand, where the server lets us choose. */
  permId: string | null;
  /** Newest data sets of that type and owner before. */
  known: string[];
}

export interface UploadOptions extends CallOptions {
  /** Of an earlier run of the same draft. */
  trace?: UploadTrace;
  /** Called before each step that must not be forgotten; goes on when it resolves. */
  onTrace?: (trace: UploadTrace) => Promise<void>;
  onProgress?: (progress: UploadProgress) => void;
  /**
   * What to do if an earlier run may have registered the data set and it is not to be found: true registers it once
   * more, which a person has to decide. Default false: 'conflict'.
   */
  registerAgain?: boolean;
}

export interface UploadProgress {
  phase: 'checking' | 'sending' | 'registering' | 'verifying';
  bytes: number;
  totalBytes: number;
}

export interface UploadedDataSet {
  permId: string;
  /** 'found': the answer was lost, the data set is there. */
  how: 'answered' | 'found';
  /** How its files differ from those that were sent, in words; empty if they are the same. Null: nobody could look. */
  differences: string[] | null;
}

export interface UploadsArea {
  /** All that is wrong with a draft, without sending anything of it (protocol 8.4). */
  check(draft: DataSetDraft, options?: CallOptions): Promise<DraftCheck>;
  /**
   * Uploads files and registers them as a data set. Nothing is sent if anything is wrong with the draft. Registering is
   * never repeated blindly: if its answer is lost, the data set is looked for.
   * @throws DraftError with all problems; AppError with `details.outcome` 'not-created' (nothing was registered) or
   *   'unknown' (it may be: call again with the trace, which looks for it first)
   */
  send(draft: DataSetDraft, options?: UploadOptions): Promise<UploadedDataSet>;
}

import type { AppError } from '../../../contract/app-error.ts';
import type { FetchProgress, FileEntry, FolderFacts, OpenFile } from '../../http/download/api.ts';

export interface DownloadDataSetOptions {
  /** The data set gets a folder in it, named by its permId; made if need be. */
  folder: string;
  /** Leaves out a leading `original/`, then a leading `DEFAULT/`. Default false. */
  flatten?: boolean;
  /** Only these files, and those below these folders, named as the server lists them. Default: all, with empty folders. */
  paths?: readonly string[];
  /** An abort ends it with 'cancelled'; what came is kept and continued by the next call. */
  signal: AbortSignal;
  /** Told once, before anything is fetched. */
  onFolder?: (folder: DataSetFolder) => void;
  onProgress?: (progress: DownloadProgress) => void;
  /** Told for each file that has come to an end, after it is in the manifest. */
  onFile?: (entry: FileEntry) => void;
}

/** A download at work, for who shows it. Ids are paths on the server, the group is the permId. */
export interface DataSetFolder extends FolderFacts {
  /** Absolute. */
  readonly path: string;
  /** Files that are asked for just now and not at their end. */
  openFiles(): OpenFile[];
}

export interface DownloadProgress {
  /** Files that are here or have come to another end, among `total`. */
  done: number;
  total: number;
  /** Received in this run, among `totalBytes` that were missing. */
  bytes: number;
  totalBytes: number;
  /** What was here before of the chosen files, whole or in parts; null while it is looked at. */
  bytesBefore: number | null;
  /** Why nothing moves just now, and until when; null while it does. */
  waiting: FetchProgress['waiting'];
}

/** How it ended. A file that failed ends nothing for the others; the same call again fetches what is missing. */
export type DataSetDownload = {
  /** Of the data set, with `manifest.json` in it. */
  folder: string;
  /** By path on the server (`id`); `file` is its path below the folder. */
  files: FileEntry[];
} & (
  | { outcome: 'finished' }
  /** The server gives nothing any more. `atMs`: when to come again. */
  | { outcome: 'stalled'; reason: AppError; atMs: number }
  /** The disk takes nothing: full, gone or read-only. */
  | { outcome: 'storage'; reason: AppError }
);

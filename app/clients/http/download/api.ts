/**
 * Downloads of files into a folder. It lies with the clients, not with the jobs: jobs may know clients by type only, and
 * this is the client's side of HTTP for bodies that go to disk.
 */
import type { AppError } from '../../../contract/app-error.ts';

/**
 * 'verified': complete, checked and under its final name. 'size-unconfirmed': the server told no size and no checksum is
 * known, so nobody can say that it is complete. 'missing': the server has no such file. 'failed': given up for now.
 */
export type FileState = 'verified' | 'size-unconfirmed' | 'missing' | 'failed';

/** One line of a manifest: what is known of one file of the folder. */
export interface FileEntry {
  /** The same in every run, whatever address the file has then. */
  id: string;
  /** Which batch part it belongs to, e.g. the digest of an export. */
  group: string;
  record: string | null;
  segment: string | null;
  /** Name within the folder; null if there is no file. */
  file: string | null;
  url: string | null;
  bytes: number | null;
  sha256: string | null;
  state: FileState;
  /** In words, for everything but 'verified'. */
  message: string | null;
  /** UTC. */
  asOf: string;
}

/** Files of one group by their states. */
export interface FileTally {
  verified: number;
  unconfirmed: number;
  missing: number;
  failed: number;
  /** Of files that are here. */
  bytes: number;
  /** Why the last one failed. */
  failure: string | null;
}

/** One file that is wanted. */
export interface DownloadItem {
  id: string;
  group: string;
  record: string | null;
  segment: string | null;
  url: string;
  /** As the server names it; a safe name of its own is made of it. */
  name: string;
  /** Bytes that the catalogue promised, if it did. */
  expectedBytes?: number;
  /** Hex, if known. */
  sha256?: string;
}

export interface FetchProgress {
  /** Files that have come to an end, among `total`. */
  done: number;
  total: number;
  /** Received in this run. */
  bytes: number;
  /** Why nothing moves just now, and until when (milliseconds since 1970); null while it does. */
  waiting: { reason: AppError; untilMs: number } | null;
}

/** How a run over many files ended. No file that failed ends the run for others. */
export type FetchOutcome =
  | { outcome: 'finished' }
  /** The host gives nothing any more; parts are kept. `atMs`: when to come again. */
  | { outcome: 'stalled'; reason: AppError; atMs: number; open: DownloadItem[] }
  /** The disk takes nothing: full, gone or read-only; parts are kept. */
  | { outcome: 'storage'; reason: AppError; open: DownloadItem[] };

export interface FetchOptions {
  signal: AbortSignal;
  onProgress?: (progress: FetchProgress) => void;
  /** Told for each file that has come to an end, after it is in the manifest. */
  onFile?: (entry: FileEntry) => void;
}

/** A file that is wanted out of an archive. */
export interface ArchiveContent {
  id: string;
  record: string | null;
  segment: string | null;
  /** Within the archive; a folder stands for all files below it. */
  path: string;
}

export type UnpackOutcome =
  /** Each content has its entry in the manifest; the archive is gone. `refused`: entries nobody may unpack, and why. */
  | { outcome: 'finished'; refused: { path: string; message: string }[] }
  /** The archive is no good and was removed. */
  | { outcome: 'bad'; reason: AppError }
  /** The disk takes nothing; the archive is kept. */
  | { outcome: 'storage'; reason: AppError };

/** What the manifest of a folder says. */
export interface FolderFacts {
  entry(id: string): FileEntry | undefined;
  /** In the order in which they were first noted. */
  entries(group: string): FileEntry[];
  tally(group: string): FileTally;
}

/** A file that is not at its end. */
export interface OpenFile {
  item: DownloadItem;
  receivedBytes: number;
  totalBytes: number | null;
  /** It is worked on just now. */
  isActive: boolean;
}

/** A target folder with its manifest. Close it: nobody else can open it before. */
export interface DownloadFolder extends FolderFacts {
  readonly path: string;
  /** Files of the fetch that runs, those under way first; none if none runs. */
  openFiles(): OpenFile[];
  /** Whether the file is still there as the manifest says; where it was touched since, its content decides. */
  isPresent(entry: FileEntry): Promise<boolean>;
  /** What was kept under the name by `keepNote`. */
  note(name: string): unknown;
  /** Keeps a small JSON value beside the files; on disk when it resolves. */
  keepNote(name: string, value: unknown): Promise<void>;
  /** Notes a file that cannot be fetched; on disk when it resolves. */
  putEntry(entry: FileEntry): Promise<void>;
  /** Forgets a file that is not wanted any more; its bytes stay. On disk when it resolves. */
  dropEntry(id: string): Promise<void>;
  /**
   * Fetches what is not there yet. Resolves when every item has come to an end, or when host or disk give up.
   * @throws AppError 'cancelled' when the signal aborts; what was received is kept and continued
   */
  fetch(items: readonly DownloadItem[], options: FetchOptions): Promise<FetchOutcome>;
  /**
   * Takes files out of an archive that was fetched. Each is checked as fetched ones are; what is here is left alone.
   * @throws AppError 'cancelled' when the signal aborts
   */
  unpack(archive: DownloadItem, contents: readonly ArchiveContent[], signal: AbortSignal): Promise<UnpackOutcome>;
  /** Writes `manifest.json` and `manifest.csv` anew from all that is known. */
  writeManifest(): Promise<void>;
  close(): Promise<void>;
}

/** What may be asked of one host. */
export interface HostLimits {
  /** Files at the same time, 1 to 4; operators ask for one. */
  connections: number;
  /** Null: no limit of its own. */
  bytesPerSecond: number | null;
}

export interface Downloads {
  /**
   * Makes the folder if need be.
   * @param mustExist the folder was there before: if it is gone, a drive may be missing, and no new one is made
   * @throws AppError 'conflict' if another download has it open, 'storage' if it cannot be used
   */
  open(folder: string, options?: { mustExist?: boolean }): Promise<DownloadFolder>;
  /**
   * What the manifest of a folder says, also while it is open elsewhere; nothing if there is none.
   * @throws AppError 'storage' if it cannot be read
   */
  look(folder: string): Promise<FolderFacts>;
  /** On the disk of the folder; null if that cannot be told. */
  freeBytes(folder: string): Promise<number | null>;
  /** Files that come just now from a host, with its port. */
  connectionsInUse(host: string): number;
  /** Running fetches fail with 'cancelled'. */
  close(): Promise<void>;
}

/** What can be seen of a file without reading it. */
export interface FileFacts {
  size: number;
  /** Milliseconds since 1970 UTC, with fractions where the file system has them. */
  mtimeMs: number;
}

/**
 * Where the last judged content of a file stands. 'new': none was judged yet. 'asks': a person must choose.
 * 'queued': handed to the outbox. 'skipped': a person does not want it.
 */
export const fileStates = ['new', 'invalid', 'asks', 'queued', 'done', 'skipped'] as const;
export type FileState = (typeof fileStates)[number];

/** How a file stands for a person: 'gone' before 'young', the rest of them is finished and there. */
export type ShownState = Exclude<FileState, 'new'> | 'young' | 'gone';

/** What is known of one file of a crawler. The old content stays known until the new one was judged. */
export interface FileRecord {
  /** Relative to the root of the crawler, with `/` on every system. */
  path: string;
  /** Of the judged content; null while there is none. */
  judged: FileFacts | null;
  /** SHA-256 as lower-case hex; null if it could not be read or was not yet. */
  sha256: string | null;
  state: FileState;
  /** Why it is invalid or asks: one sentence. */
  reason: string | null;
  /** The item of the outbox, and where it goes in words, e.g. the name of the sample. */
  itemId: string | null;
  target: string | null;
  /** How often the same content was found invalid, and when it is looked at again. */
  tries: number;
  retryAtMs: number | null;
  /** A content that waits to be judged, since when it looks like this, and whether it was quiet for long enough. */
  fresh: (FileFacts & { sinceMs: number; isReady: boolean }) | null;
  /** When it was first missed. */
  goneMs: number | null;
  /** A person wants it although its content is known under another path. */
  mayRepeat: boolean;
  /** A person wants the record of its former content changed. */
  mayEdit: boolean;
}

export function isSameFacts(one: FileFacts | null, other: FileFacts): boolean {
  return one !== null && one.size === other.size && one.mtimeMs === other.mtimeMs;
}

/** The folder of a relative path, '' for the root, and the name in it. */
export function splitPath(path: string): { folder: string; name: string } {
  const at = path.lastIndexOf('/');
  return at < 0 ? { folder: '', name: path } : { folder: path.slice(0, at), name: path.slice(at + 1) };
}

export function joinPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

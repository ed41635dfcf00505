import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import type { Downloads, FetchOutcome, FileEntry } from '../../clients/http/download/api.ts';
import { AppError } from '../../contract/app-error.ts';
import type { Clock } from '../../platform/platform.ts';
import { noteUse } from '../recently-used-folders.ts';

export interface FetchedFilesParts {
  /** Disposable; a folder below it for each file. */
  folder: string;
  downloads: Downloads;
  clock: Clock;
}

export interface RemoteFile {
  /** The same for the same file at any time, whatever its address is then. */
  id: string;
  url: string;
  record: string;
  segment: string;
}

export interface FetchState {
  receivedBytes: number;
  totalBytes: number | null;
  waiting: string | null;
}

export interface FetchedFile {
  path: string;
  /** When it came from the server. */
  asOfUtc: string;
}

/** Beyond, the files that were not looked at for longest go. */
const mostBytes = 2 * 1024 ** 3;
const tellEveryMs = 250;

/** Files of records that are looked at: fetched as exports are, verified, and kept for the next look. */
export class FetchedFiles {
  private readonly parts: FetchedFilesParts;
  private readonly running = new Map<string, Promise<unknown>>();

  constructor(parts: FetchedFilesParts) {
    this.parts = parts;
  }

  /** Tells how far it is until the file is here. @throws AppError if it cannot be had */
  async *fetch(file: RemoteFile, signal: AbortSignal): AsyncGenerator<FetchState, FetchedFile, void> {
    const digest = createHash('sha256').update(file.id).digest('hex').slice(0, 24);
    // Somebody else may be fetching it; then it is here without a second transfer.
    while (this.running.has(digest)) await this.running.get(digest);
    const state: FetchState = { receivedBytes: 0, totalBytes: null, waiting: null };
    const fetching = this.run(join(this.parts.folder, digest), file, state, signal);
    const ended = fetching.then(
      () => undefined,
      () => undefined,
    );
    this.running.set(digest, ended);
    try {
      for (let isOpen = true; isOpen; ) {
        const asleep = new AbortController();
        const sleep = this.parts.clock.sleep(tellEveryMs, asleep.signal).then(
          () => true,
          () => false,
        );
        isOpen = await Promise.race([ended.then(() => false), sleep]);
        asleep.abort();
        if (isOpen) yield { ...state };
      }
      return await fetching;
    } finally {
      await ended;
      this.running.delete(digest);
    }
  }

  private async run(
    folder: string,
    { id, url, record, segment }: RemoteFile,
    state: FetchState,
    signal: AbortSignal,
  ): Promise<FetchedFile> {
    const open = await this.parts.downloads.open(folder);
    try {
      const item = { ...{ id, url, record, segment, group: 'fits' }, name: basename(new URL(url).pathname) };
      const outcome = await open.fetch([item], {
        signal,
        onProgress: ({ waiting }) => {
          const [current] = open.openFiles();
          state.receivedBytes = current?.receivedBytes ?? state.receivedBytes;
          state.totalBytes = current?.totalBytes ?? state.totalBytes;
          state.waiting = waiting?.reason.message ?? null;
        },
      });
      const entry = finishedEntry(outcome, open.entry(id), record);
      await noteUse(folder, this.parts.clock.nowMs(), mostBytes);
      return { path: join(folder, entry.file), asOfUtc: new Date(entry.asOf).toISOString() };
    } finally {
      await open.close();
    }
  }
}

function finishedEntry(
  outcome: FetchOutcome,
  entry: FileEntry | undefined,
  record: string,
): FileEntry & { file: string } {
  if (outcome.outcome !== 'finished') throw outcome.reason;
  if (entry?.file != null && (entry.state === 'verified' || entry.state === 'size-unconfirmed'))
    return { ...entry, file: entry.file };
  const reason = entry?.message ?? 'Nobody knows why.';
  if (entry?.state === 'missing')
    throw new AppError('not-found', `The server has no file for ${record}. ${reason}`, {
      remedy: 'Export the record: the server then fetches the file from its archive.',
    });
  throw new AppError('remote-failed', `The file of ${record} could not be fetched. ${reason}`, {
    remedy: 'Try again later.',
    retryable: true,
  });
}

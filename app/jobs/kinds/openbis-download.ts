import { z } from 'zod';
import type { FetchProgress, FileEntry } from '../../clients/http/download/api.ts';
import type { DataSetDownload, DataSetFolder, DownloadProgress, OpenbisClient } from '../../clients/openbis/index.ts';
import { AppError, type JsonValue, toAppError } from '../../contract/app-error.ts';
import { done, type JobContext, type JobKind, type JobOutcome, needsYou, retryLater } from '../job-kind.ts';
import { RateMeter } from '../rate.ts';
import { laterFor, type OpenbisPace, usualOpenbisPace } from './openbis/waits.ts';

export const OpenbisDownloadInput = z.object({
  connectionId: z.string(),
  connectionName: z.string(),
  permId: z.string(),
  /** The data set gets a folder in it. */
  folder: z.string(),
  /** None: everything. */
  paths: z.array(z.string()),
  flatten: z.boolean(),
});
export type OpenbisDownloadInput = z.infer<typeof OpenbisDownloadInput>;

export const OpenbisDownloadState = z.object({
  /** Absolute, of the data set; null until it is made. */
  folder: z.string().nullable(),
  /** As the server spells it. */
  permId: z.string(),
  files: z.number().int().nullable(),
  /** Of all chosen files. */
  bytes: z.number().nullable(),
  /** Runs in a row that brought nothing. */
  silences: z.number().int(),
  /** The server was asked to fetch it back from its archive, and has not begun yet. */
  isFetchedBack: z.boolean(),
});
export type OpenbisDownloadState = z.infer<typeof OpenbisDownloadState>;

export const OpenbisDownloadResult = z.object({
  permId: z.string(),
  /** Absolute, of the data set; `manifest.json` is in it. */
  folder: z.string(),
  /** Chosen ones. */
  files: z.number().int(),
  verified: z.number().int(),
  unconfirmed: z.number().int(),
  missing: z.number().int(),
  failed: z.number().int(),
  /** Of files that are here. */
  bytes: z.number(),
  /** Why the first one failed. */
  failure: z.string().nullable(),
});
export type OpenbisDownloadResult = z.infer<typeof OpenbisDownloadResult>;

/** A download at work, for who shows it. */
export interface LiveDataSet {
  /** As the server spells it. */
  permId: string;
  folder: DataSetFolder;
  progress(): Omit<DownloadProgress, 'waiting'>;
  /** Null while nobody can tell. */
  bytesPerSecond(): number | null;
  waiting(): FetchProgress['waiting'];
}

export interface OpenbisDownloadParts {
  clientOf(connectionId: string): Promise<OpenbisClient>;
  pace?: Partial<OpenbisPace>;
  /** Told why a run has failed, for the state of the connection. */
  noteFailure?: (connectionId: string, reason: AppError) => void;
  /** Told of each run once its folder is open. @returns to be called when the run has ended */
  onRun?: (jobId: string, live: LiveDataSet) => () => void;
}

type Context = JobContext<OpenbisDownloadInput, OpenbisDownloadState>;

export const openbisDownloadKindName = 'openbis.download';

/**
 * Downloads a data set of openBIS. It goes on where it stood after any interruption, also as a new job for the same
 * folder; a file that fails never ends it for the others. Result: `OpenbisDownloadResult`.
 */
export function openbisDownloadKind(parts: OpenbisDownloadParts): JobKind<OpenbisDownloadInput, OpenbisDownloadState> {
  const pace = { ...usualOpenbisPace, ...parts.pace };
  return {
    kind: openbisDownloadKindName,
    inputSchema: OpenbisDownloadInput,
    checkpointSchema: OpenbisDownloadState,
    canPause: true,
    async run(context) {
      const { answer, input } = context;
      if (answer === 'leave')
        throw new AppError('cancelled', `${input.permId} was left in the archive of ${input.connectionName}.`);
      const run = new DataSetRun(parts, pace, context);
      try {
        return await run.run();
      } catch (error) {
        return run.afterFailure(toAppError(error));
      } finally {
        run.end();
      }
    },
  };
}

class DataSetRun {
  private readonly parts: OpenbisDownloadParts;
  private readonly pace: OpenbisPace;
  private readonly context: Context;
  private readonly meter = new RateMeter(5000);
  private state: OpenbisDownloadState;
  private last: DownloadProgress = { done: 0, total: 0, bytes: 0, totalBytes: 0, bytesBefore: null, waiting: null };
  private ended: (() => void) | undefined;

  constructor(parts: OpenbisDownloadParts, pace: OpenbisPace, context: Context) {
    this.parts = parts;
    this.pace = pace;
    this.context = context;
    this.state = context.checkpoint ?? {
      ...{ folder: null, permId: context.input.permId, files: null, bytes: null },
      ...{ silences: 0, isFetchedBack: false },
    };
  }

  async run(): Promise<JobOutcome> {
    const { input, answer, signal } = this.context;
    const client = await this.parts.clientOf(input.connectionId);
    if (answer === 'fetch-back') {
      await client.dataSets.unarchive([input.permId], { signal });
      await this.save({ isFetchedBack: true });
    }
    const { permId } = await client.dataSets.get(input.permId, { signal });
    this.state = { ...this.state, permId };
    const download = await client.dataSets.download(permId, {
      ...{ folder: input.folder, flatten: input.flatten, signal },
      ...(input.paths.length === 0 ? {} : { paths: input.paths }),
      onFolder: (folder) => this.opened(folder),
      onProgress: (progress) => this.tell(progress),
    });
    return this.settle(download);
  }

  end(): void {
    this.ended?.();
  }

  /** What may pass waits; for data in the archive a person decides. */
  async afterFailure(reason: AppError): Promise<JobOutcome> {
    this.context.signal.throwIfAborted();
    this.parts.noteFailure?.(this.context.input.connectionId, reason);
    const { status } = reason.details ?? {};
    if (reason.code === 'conflict' && status === 'ARCHIVED') {
      return this.state.isFetchedBack ? retryLater(this.pace.folderMs, reason) : this.askForArchive(reason);
    }
    // If it is found in the archive again later, fetching it back has failed.
    if (status === 'UNARCHIVE_PENDING') await this.save({ isFetchedBack: false });
    return this.later(reason);
  }

  private async later(reason: AppError): Promise<JobOutcome> {
    const silences = this.last.bytes > 0 ? 1 : this.state.silences + 1;
    const outcome = laterFor(reason, this.pace, silences);
    await this.save({ ...this.totals(), silences });
    return outcome;
  }

  private askForArchive(reason: AppError): JobOutcome {
    return needsYou({
      text: reason.message,
      choices: [
        {
          id: 'fetch-back',
          label: 'Have it fetched back',
          effect: 'Asks the server, which may take hours, and downloads it then.',
        },
        { id: 'leave', label: 'Leave it there', effect: 'Ends this download; nothing is asked of the server.' },
      ],
    });
  }

  private async settle(download: DataSetDownload): Promise<JobOutcome> {
    switch (download.outcome) {
      case 'finished': {
        await this.save({ ...this.totals(), silences: 0 });
        this.context.progress({ phase: 'Done', done: this.last.done, total: this.last.total, unit: 'files' });
        return done(resultOf(this.state.permId, download));
      }
      case 'stalled': {
        await this.save(this.totals());
        const askedMs = download.atMs - this.context.clock.nowMs();
        return retryLater(Math.max(0, Math.min(askedMs, this.pace.longestSilenceMs)), download.reason);
      }
      case 'storage':
        await this.save(this.totals());
        return retryLater(this.pace.storageMs, download.reason);
      default:
        return download satisfies never;
    }
  }

  private opened(folder: DataSetFolder): void {
    this.state = { ...this.state, folder: folder.path };
    this.ended = this.parts.onRun?.(this.context.jobId, {
      ...{ permId: this.state.permId, folder },
      progress: () => this.last,
      bytesPerSecond: () => this.meter.perSecond(),
      waiting: () => this.last.waiting,
    });
  }

  private tell(progress: DownloadProgress): void {
    const isLookedAt = this.last.bytesBefore === null && progress.bytesBefore !== null;
    this.last = progress;
    // Who pauses it now shall see how much it is.
    if (isLookedAt) this.save(this.totals()).catch(() => undefined);
    const { done: files, total, bytes, totalBytes, bytesBefore, waiting } = progress;
    if (bytesBefore === null) {
      this.context.progress({ phase: 'Looking at what is here', done: files, total, unit: 'files' });
      return;
    }
    this.meter.add(this.context.clock.monotonicMs(), bytes);
    const whole = bytesBefore + totalBytes;
    const phase = waiting === null ? 'Downloading' : waiting.reason.message;
    // What was fetched anew after a failed check counts once.
    this.context.progress({ phase, done: Math.min(bytesBefore + bytes, whole), total: whole, unit: 'bytes' });
  }

  private totals(): Pick<OpenbisDownloadState, 'files' | 'bytes'> {
    const { total, totalBytes, bytesBefore } = this.last;
    if (bytesBefore === null) return { files: this.state.files, bytes: this.state.bytes };
    return { files: total, bytes: bytesBefore + totalBytes };
  }

  private async save(change: Partial<OpenbisDownloadState>): Promise<void> {
    this.state = { ...this.state, ...change };
    await this.context.saveCheckpoint(this.state);
  }
}

/** The files themselves are in the manifest: a data set may have 100 000. */
function resultOf(permId: string, { folder, files }: DataSetDownload): Record<string, JsonValue> {
  const inState = (state: FileEntry['state']): FileEntry[] => files.filter((one) => one.state === state);
  const failed = inState('failed');
  const here = [...inState('verified'), ...inState('size-unconfirmed')];
  return {
    ...{ permId, folder, files: files.length, verified: inState('verified').length },
    ...{ unconfirmed: inState('size-unconfirmed').length, missing: inState('missing').length, failed: failed.length },
    bytes: here.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
    failure: failed[0]?.message ?? null,
  } satisfies OpenbisDownloadResult;
}

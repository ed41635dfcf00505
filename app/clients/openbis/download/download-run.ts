import { join } from 'node:path';
import PQueue from 'p-queue';
import { AppError, isAppError, toAppError } from '../../../contract/app-error.ts';
import type { Clock, Log } from '../../../platform/platform.ts';
import type { DownloadFolder, FetchProgress, OpenFile } from '../../http/download/api.ts';
import { nodeDisk } from '../../http/download/disk.ts';
import { onDisk, spaceError } from '../../http/download/storage-error.ts';
import { pause } from '../../http/pause.ts';
import type { OpenbisOptions } from '../api.ts';
import type { DataSet } from '../model.ts';
import type { Office } from '../office.ts';
import { isOpenbisError, OpenbisError } from '../openbis-error.ts';
import type { DataSetDownload, DownloadDataSetOptions, DownloadProgress } from './api.ts';
import { noStreams } from './availability.ts';
import { fetchFast } from './fast-fetch.ts';
import { startFastSession } from './fast-session.ts';
import { FileRun, Finishing } from './file-run.ts';
import { type LocalFile, localPlan } from './local-names.ts';
import { fetchPlain, type PlainFile } from './plain-fetch.ts';
import { fileAddress } from './session-source.ts';
import { type Place, TargetFolder } from './target-folder.ts';

/** What all downloads from one server share. */
export interface DownloadRunOwner {
  office: Office;
  clock: Clock;
  log: Log | undefined;
  throttle: OpenbisOptions['throttle'];
  /** The server has no fast download, whatever its version promises. */
  hasNoFastDownload: boolean;
}

/** Files of one fast download; more would make its requests large. */
const batchFiles = 500;
const streams = 4;
const mostBusyReplies = 3;

/** One data set into its folder, from what is there to the manifest. */
export class DownloadRun {
  private readonly owner: DownloadRunOwner;
  private readonly dataSet: DataSet;
  private readonly base: string;
  private readonly folder: DownloadFolder;
  private readonly options: DownloadDataSetOptions;
  private readonly target: TargetFolder;
  private readonly finishing: Finishing;
  private readonly progress: Omit<DownloadProgress, 'waiting'> = {
    ...{ done: 0, total: 0, bytes: 0, totalBytes: 0, bytesBefore: null },
  };
  /** Paths of what was asked for: the manifest may have more, of other downloads. */
  private readonly chosen = new Set<string>();
  /** Of the batch that is fetched now. */
  private runs: readonly FileRun[] = [];

  constructor(
    owner: DownloadRunOwner,
    dataSet: DataSet,
    base: string,
    folder: DownloadFolder,
    options: DownloadDataSetOptions,
  ) {
    this.owner = owner;
    this.dataSet = dataSet;
    this.base = base;
    this.folder = folder;
    this.options = options;
    this.target = new TargetFolder(nodeDisk, folder.path);
    this.finishing = new Finishing({
      ...{ disk: nodeDisk, folder: this.target, permId: dataSet.permId },
      now: () => new Date(owner.clock.nowMs()).toISOString(),
      note: async (entry) => {
        await folder.putEntry(entry);
        options.onFile?.(entry);
        this.ended(1);
      },
    });
  }

  async run(listed: Parameters<typeof localPlan>[0]): Promise<DataSetDownload> {
    const plan = localPlan(listed, this.options.flatten ?? false);
    for (const { file } of [...plan.files, ...plan.refused]) this.chosen.add(file.path);
    this.tellFolder();
    this.progress.total = plan.files.length + plan.refused.length;
    try {
      for (const folders of plan.folders) await this.target.makeFolder(folders);
      for (const { file, reason } of plan.refused)
        await this.finishing.parts.note(this.finishing.entry({ file, folders: [], name: '' }, { message: reason }));
      const missing = await this.missing(plan.files);
      await this.refuseWithoutRoom(missing);
      const rest = await this.fast(missing);
      const outcome = rest.length === 0 ? ({ outcome: 'finished' } as const) : await this.plain(rest);
      await this.folder.writeManifest();
      return { ...outcome, folder: this.folder.path, files: this.entries() };
    } catch (error) {
      if (this.options.signal.aborted)
        throw new AppError('cancelled', 'The download was stopped; what came is kept.', { cause: error });
      const reason = toAppError(error);
      if (reason.code !== 'storage') throw reason;
      return { outcome: 'storage', reason, folder: this.folder.path, files: this.entries() };
    }
  }

  private tellFolder(): void {
    const { folder } = this;
    this.options.onFolder?.({
      path: folder.path,
      entry: (id) => folder.entry(id),
      entries: (group) => folder.entries(group),
      tally: (group) => folder.tally(group),
      openFiles: () => this.openFiles(),
    });
  }

  private openFiles(): OpenFile[] {
    const fast = this.runs
      .filter(({ isEnded }) => !isEnded)
      .map((run) => openFile(run, this.dataSet.permId, this.base));
    // Until they are checked they have names of their own.
    const plain = this.folder.openFiles().map(({ item, ...rest }) => ({ ...rest, item: { ...item, name: item.id } }));
    return [...fast, ...plain];
  }

  private entries() {
    return this.folder.entries(this.dataSet.permId).filter(({ id }) => this.chosen.has(id));
  }

  /** What is not here yet, each with its place. */
  private async missing(files: readonly LocalFile[]): Promise<PlainFile[]> {
    const missing: PlainFile[] = [];
    const queue = new PQueue({ concurrency: 8 });
    const looked = files.map((local) =>
      queue.add(async () => {
        this.options.signal.throwIfAborted();
        const known = this.folder.entry(local.file.path);
        const place = await this.target.place(local, known);
        if (!place.isPresent) return { local, place };
        await this.present(local, place, known?.state === 'verified' && known.file === place.relative);
        return undefined;
      }),
    );
    for (const one of await Promise.all(looked)) if (one !== undefined) missing.push(one);
    this.progress.totalBytes = bytesOf(missing.map(({ local }) => local));
    this.progress.bytesBefore = bytesOf(files) - this.progress.totalBytes;
    this.tell(null);
    return missing;
  }

  private async present(local: LocalFile, place: Place, isNoted: boolean): Promise<void> {
    if (isNoted) return this.ended(1);
    const found = { file: place.relative, bytes: local.file.sizeBytes, state: 'verified' as const };
    await this.finishing.parts.note(this.finishing.entry(local, found));
  }

  private async refuseWithoutRoom(missing: readonly PlainFile[]): Promise<void> {
    const path = join(this.folder.path, '.');
    const free = await onDisk(path, () => nodeDisk.freeBytes(this.folder.path));
    const error = missing.length === 0 ? undefined : spaceError(this.progress.totalBytes, free, path);
    if (error !== undefined) throw error;
  }

  /** Everything that the fast download gives. @returns what is left for plain requests */
  private async fast(missing: readonly PlainFile[]): Promise<PlainFile[]> {
    const { office } = this.owner;
    const { fastDownload } = await office.facts({ signal: this.options.signal });
    if (fastDownload === null || this.owner.hasNoFastDownload) return [...missing];
    const rest: PlainFile[] = [];
    const runs: FileRun[] = [];
    for (const one of missing) {
      const { sizeBytes, path } = one.local.file;
      // Protocol 1 takes a comma in a name for the end of the name.
      const isSpeakable = fastDownload === 2 || !path.includes(',');
      if (sizeBytes === null || !isSpeakable) rest.push(one);
      else runs.push(new FileRun(this.finishing, one.local, one.place, sizeBytes));
    }
    const failure = await this.batches(runs, fastDownload);
    // Files that are just getting their names are not to be disturbed.
    await this.finishing.idle();
    for (const run of runs) if (!run.isEnded) await run.keep();
    if (failure !== undefined) this.passOver(failure.error);
    await this.finishing.end();
    for (const run of runs) {
      if (!run.isEnded) rest.push({ local: run.local, place: run.place, discardPart: () => run.discard() });
    }
    return rest;
  }

  private async batches(runs: readonly FileRun[], protocol: 1 | 2): Promise<{ error: unknown } | undefined> {
    try {
      for (let start = 0; start < runs.length; start += batchFiles) {
        this.runs = runs.slice(start, start + batchFiles);
        await this.batch(this.runs, protocol);
      }
      return undefined;
    } catch (error) {
      return { error };
    } finally {
      this.runs = [];
    }
  }

  /** Plain requests are tried after whatever failure of the fast way that is not the user's or the disk's. */
  private passOver(error: unknown): void {
    this.options.signal.throwIfAborted();
    if (isAppError(error, 'storage', 'auth-required', 'cancelled') || !isAppError(error)) throw error;
    const isMissing = isOpenbisError(error, 'unknown-method') || error.details?.httpStatus === 404;
    if (isMissing) this.owner.hasNoFastDownload = true;
    const fields = { server: this.owner.office.site.name, code: error.code, reason: error.message };
    this.owner.log?.warn(fields, 'fast download failed; files are fetched one by one');
  }

  /** If the session ends meanwhile, a new one fetches what is still missing. */
  private async batch(runs: readonly FileRun[], protocol: 1 | 2): Promise<void> {
    const { office, clock, throttle } = this.owner;
    const { signal } = this.options;
    for (const run of runs) {
      await run.load();
      this.wasBefore(run.received().bytes());
    }
    await office.session.run(
      async (token) => {
        for (let busy = 0; ; busy++) {
          const open = runs.filter((run) => !run.isEnded);
          if (open.length === 0) return;
          const parts = { office, base: this.base, protocol, permId: this.dataSet.permId };
          const paths = open.map(({ local }) => local.file.path);
          const session = await startFastSession(parts, token, paths, streams, { signal });
          try {
            if (session.streams.length > 0) {
              const onBytes = (bytes: number): void => this.received(bytes);
              return await fetchFast(open, { session, clock, signal, throttle, onBytes });
            }
          } catch (error) {
            throw await this.withItsCause(error);
          } finally {
            await session.finish({}).catch(() => undefined);
          }
          if (busy === mostBusyReplies) throw noStreams(office.site.name);
          await pause(clock, 1000 * 2 ** busy, signal);
        }
      },
      { signal },
    );
  }

  /** A download dies with the session, and says something else about it. */
  private async withItsCause(error: unknown): Promise<unknown> {
    const { session, site } = this.owner.office;
    if (!isOpenbisError(error, 'refused') || (await session.isActive(this.options.signal))) return error;
    return new OpenbisError('auth-required', `The session at ${site.name} has ended.`, 'session-expired', null, {
      remedy: 'Log in again.',
      source: site.name,
      cause: error,
    });
  }

  private async plain(rest: readonly PlainFile[]) {
    const onProgress = ({ bytes, waiting }: FetchProgress): void => {
      this.received(bytes - before);
      before = bytes;
      if (waiting !== null) this.tell(waiting);
    };
    let before = 0;
    const fetched = await fetchPlain(rest, this.base, this.folder, this.finishing, {
      signal: this.options.signal,
      onProgress,
    });
    if (fetched.outcome === 'finished') return { outcome: 'finished' as const };
    const { reason } = fetched;
    return fetched.outcome === 'stalled'
      ? { outcome: 'stalled' as const, reason, atMs: fetched.atMs }
      : { outcome: 'storage' as const, reason };
  }

  private wasBefore(bytes: number): void {
    this.progress.totalBytes -= bytes;
    this.progress.bytesBefore = (this.progress.bytesBefore ?? 0) + bytes;
  }

  private received(bytes: number): void {
    this.progress.bytes += bytes;
    this.tell(null);
  }

  private ended(files: number): void {
    this.progress.done += files;
    this.tell(null);
  }

  private tell(waiting: FetchProgress['waiting']): void {
    this.options.onProgress?.({ ...this.progress, waiting });
  }
}

function bytesOf(files: readonly LocalFile[]): number {
  return files.reduce((sum, { file }) => sum + (file.sizeBytes ?? 0), 0);
}

function openFile(run: FileRun, permId: string, base: string): OpenFile {
  const { path } = run.local.file;
  const receivedBytes = run.received().bytes();
  return {
    item: { id: path, group: permId, record: null, segment: null, url: fileAddress(base, permId, path), name: path },
    ...{ receivedBytes, totalBytes: run.sizeBytes, isActive: receivedBytes > 0 },
  };
}

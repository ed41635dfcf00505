import type { DrmsClient } from '../../../clients/drms/api.ts';
import type { ExportProblem, FileTable } from '../../../clients/drms/file-table.ts';
import type { SeriesInfo } from '../../../clients/drms/series-info.ts';
import type {
  ArchiveContent,
  DownloadFolder,
  DownloadItem,
  FetchOutcome,
  FetchProgress,
  FileEntry,
} from '../../../clients/http/download/api.ts';
import { type AppError, isAppError, toAppError } from '../../../contract/app-error.ts';
import { type JobContext, type JobOutcome, retryLater } from '../../job-kind.ts';
import { RateMeter } from '../../rate.ts';
import type { Delivered } from './delivered.ts';
import { areUnpacked, contentsOf, isUnprocessed, itemsOf, lostRecords, missingOf } from './delivery.ts';
import type { Pace } from './pace.ts';
import type { DrmsExportInput, DrmsExportQuery, DrmsExportState, RequestState } from './state.ts';

export interface RequestFetchParts {
  context: JobContext<DrmsExportInput, DrmsExportState>;
  client: DrmsClient;
  folder: DownloadFolder;
  pace: Pace;
}

export interface FetchWish {
  request: RequestState;
  query: DrmsExportQuery;
  delivered: Delivered;
  /** Files that other requests of the batch have brought to their end. */
  before: number;
  /** Rounds in a row in which the server answered but gave no file. */
  fruitless: number;
  /** Told once the server has named its files. */
  onTotal(files: number): Promise<void>;
}

export type Fetched =
  /** Every file has come to an end, good or bad. */
  | { outcome: 'done'; warnings: string[] }
  /** The server has deleted the export meanwhile. */
  | { outcome: 'expired'; error: AppError }
  /** What it gives cannot be fetched at all. */
  | { outcome: 'refused'; error: AppError }
  | { outcome: 'stopped'; job: JobOutcome; fruitless: number };

/** Rounds without a file, though the server answers, after which files are given up. */
const mostFruitless = 3;
const unprocessed =
  'The server left out the processing: the records are those of the series itself. Check the options of the steps.';

/** Brings the files of requests that are ready into the folder. */
export class RequestFetch {
  private readonly parts: RequestFetchParts;
  private meter = new RateMeter(5000);
  private lull: FetchProgress['waiting'] = null;
  private gotFile = false;

  constructor(parts: RequestFetchParts) {
    this.parts = parts;
  }

  bytesPerSecond(): number | null {
    return this.meter.perSecond();
  }

  waiting(): FetchProgress['waiting'] {
    return this.lull;
  }

  async run(wish: FetchWish): Promise<Fetched> {
    let files: FileTable;
    try {
      files = wish.delivered.files();
    } catch (error) {
      return { outcome: 'refused', error: toAppError(error) };
    }
    return this.fetchAll(wish, files);
  }

  private async fetchAll(wish: FetchWish, files: FileTable): Promise<Fetched> {
    const { request, delivered } = wish;
    const { folder } = this.parts;
    const info = await this.infoOf(request, delivered);
    const items = itemsOf(request, delivered, files.rows, info);
    const contents = contentsOf(request, files.packed, info);
    await wish.onTotal(Math.max(items.length, contents.length) + files.problems.length);
    const warnings = [...files.warnings];
    if (contents.length === 0 || !(await areUnpacked(folder, request, contents))) {
      const stopped = await this.fetch(wish, items);
      if (stopped !== undefined) return stopped;
      const error = items.some(({ id }) => folder.entry(id)?.state === 'missing')
        ? await this.expiry(request)
        : undefined;
      if (error !== undefined) return { outcome: 'expired', error };
      const job = await this.unpack(items, contents, warnings);
      if (job !== undefined) return { outcome: 'stopped', job, fruitless: 0 };
    }
    await this.noteMissing(request, delivered, files.problems);
    if (isUnprocessed(wish.query, delivered)) warnings.push(unprocessed);
    return { outcome: 'done', warnings: [...new Set(warnings)] };
  }

  /** @returns why it was stopped; undefined when every file has come to an end */
  private async fetch(wish: FetchWish, items: readonly DownloadItem[]): Promise<Fetched | undefined> {
    const outcome = await this.download(items, wish.before);
    if (outcome.outcome === 'finished') return undefined;
    if (outcome.outcome === 'storage')
      return { outcome: 'stopped', job: retryLater(this.parts.pace.storageMs, outcome.reason), fruitless: 0 };
    const fruitless = (this.gotFile ? 0 : wish.fruitless) + 1;
    if (fruitless < mostFruitless) return { outcome: 'stopped', job: this.later(outcome), fruitless };
    // The server has answered questions in each of several rounds, but gave none of the files that are left.
    for (const item of outcome.open) await this.fail(item, outcome.reason);
    return undefined;
  }

  private async download(items: readonly DownloadItem[], before: number): Promise<FetchOutcome> {
    const { context, folder } = this.parts;
    const meter = new RateMeter(5000);
    this.meter = meter;
    this.gotFile = false;
    const onProgress = ({ done: ended, total, bytes, waiting }: FetchProgress): void => {
      meter.add(context.clock.monotonicMs(), bytes);
      this.lull = waiting;
      const phase = waiting === null ? `Downloading${rateText(meter.perSecond())}` : waitText(waiting);
      context.progress({ phase, done: before + ended, total: before + total, unit: 'files' });
    };
    const onFile = ({ state }: FileEntry): void => {
      this.gotFile ||= state === 'verified';
    };
    try {
      return await folder.fetch(items, { signal: context.signal, onProgress, onFile });
    } finally {
      this.meter = new RateMeter(5000);
      this.lull = null;
    }
  }

  private later({ reason, atMs }: Extract<FetchOutcome, { outcome: 'stalled' }>): JobOutcome {
    const delayMs = atMs - this.parts.context.clock.nowMs();
    return retryLater(isAsked(reason) ? delayMs : Math.min(delayMs, this.parts.pace.longestSilenceMs), reason);
  }

  /** Takes the files out of the archive that an export was delivered as. @returns an outcome if the disk refuses */
  private async unpack(
    [archive]: readonly DownloadItem[],
    contents: readonly ArchiveContent[],
    warnings: string[],
  ): Promise<JobOutcome | undefined> {
    const { folder, context, pace } = this.parts;
    const state = archive === undefined ? undefined : folder.entry(archive.id)?.state;
    if (archive === undefined || contents.length === 0 || state === 'missing' || state === 'failed') return undefined;
    context.progress({ phase: `Unpacking ${archive.name}`, done: 0, total: contents.length, unit: 'files' });
    const unpacked = await folder.unpack(archive, contents, context.signal);
    switch (unpacked.outcome) {
      case 'finished':
        for (const { path, message } of unpacked.refused)
          warnings.push(`${JSON.stringify(path)} of ${archive.name} was not unpacked. ${message}`);
        return undefined;
      case 'bad':
        await this.fail(archive, unpacked.reason);
        return undefined;
      case 'storage':
        return retryLater(pace.storageMs, unpacked.reason);
      default:
        return unpacked satisfies never;
    }
  }

  /** Each file that the export does not have, by name; what an earlier run missed and this one found is forgotten. */
  private async noteMissing(request: RequestState, delivered: Delivered, problems: ExportProblem[]): Promise<void> {
    const { folder } = this.parts;
    const named = missingOf(request, problems, this.nowUtc());
    const known = new Set(named.map(({ record }) => record));
    const lost = (await this.lostOf(request, delivered)).filter(({ record }) => !known.has(record));
    const now = new Map([...named, ...lost].map((entry) => [entry.id, entry]));
    for (const { id, url, state } of folder.entries(request.key))
      if (state === 'missing' && url === null && !now.has(id)) await folder.dropEntry(id);
    for (const entry of now.values()) await folder.putEntry(entry);
  }

  /** What cannot be asked now is no reason to keep files back. */
  private async lostOf(request: RequestState, delivered: Delivered): Promise<FileEntry[]> {
    const { client, context } = this.parts;
    try {
      return await lostRecords(client, request, delivered, this.nowUtc(), context.signal);
    } catch (error) {
      if (isAppError(error, 'cancelled')) throw error;
      context.log.warn({ err: error, recordSet: request.recordSet }, 'the records of an export could not be compared');
      return [];
    }
  }

  private fail({ id, group, record, segment, url }: DownloadItem, reason: AppError): Promise<void> {
    return this.parts.folder.putEntry({
      ...{ id, group, record, segment, url, asOf: this.nowUtc(), file: null, bytes: null, sha256: null },
      ...{ state: 'failed', message: reason.message },
    });
  }

  /** Files that are gone although the export was complete: it may have been deleted meanwhile. */
  private async expiry({ id }: RequestState): Promise<AppError | undefined> {
    const { client, context } = this.parts;
    if (id === null) return undefined;
    const looked = await client.exportFromId(id, { signal: context.signal }).catch(() => undefined);
    return looked?.answer.status === 5 ? looked.failure() : undefined;
  }

  /** Of an export that was asked for elsewhere only its records tell the series. */
  private async infoOf({ recordSet, isGiven }: RequestState, { records }: Delivered): Promise<SeriesInfo | null> {
    const { client, context } = this.parts;
    try {
      return await client.info(isGiven ? (records[0] ?? recordSet) : recordSet, { signal: context.signal });
    } catch (error) {
      if (isAppError(error, 'cancelled')) throw error;
      return null;
    }
  }

  private nowUtc(): string {
    return new Date(this.parts.context.clock.nowMs()).toISOString();
  }
}

/** Whether the server itself has said how long to stay away. */
function isAsked({ details }: AppError): boolean {
  return details?.httpStatus === 429 || details?.httpStatus === 503;
}

function rateText(bytesPerSecond: number | null): string {
  if (bytesPerSecond === null) return '';
  return bytesPerSecond >= 1e6
    ? `, ${(bytesPerSecond / 1e6).toFixed(1)} MB/s`
    : `, ${Math.round(bytesPerSecond / 1e3)} kB/s`;
}

function waitText({ reason, untilMs }: NonNullable<FetchProgress['waiting']>): string {
  return `${reason.message} Next try at ${new Date(untilMs).toISOString().slice(11, 19)} UTC`;
}

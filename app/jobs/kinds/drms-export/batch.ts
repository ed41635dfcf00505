import { isAbsolute, join } from 'node:path';
import type { DrmsClient } from '../../../clients/drms/api.ts';
import type { ExportRequest } from '../../../clients/drms/export-request.ts';
import type { ExportProblem } from '../../../clients/drms/file-table.ts';
import type { SeriesInfo } from '../../../clients/drms/series-info.ts';
import type {
  ArchiveContent,
  DownloadFolder,
  DownloadItem,
  FetchOutcome,
  FetchProgress,
  FileEntry,
} from '../../../clients/http/download/api.ts';
import { AppError, isAppError, toAppError } from '../../../contract/app-error.ts';
import { done, type JobContext, type JobOutcome, retryLater, waitUntil } from '../../job-kind.ts';
import { RateMeter } from '../../rate.ts';
import { areUnpacked, contentsOf, isUnprocessed, itemsOf, lostRecords, missingOf } from './delivery.ts';
import { countRecords, type Exchange, expired, poll, reconcile, refusal, type Step, submit } from './exchange.ts';
import { exportNote, finishedRequest, plannedQueries, splitNote } from './notes.ts';
import { type Pace, silenceMs } from './pace.ts';
import { batchResult } from './result.ts';
import { longestQuery, readableQueries, splitRecords } from './split.ts';
import {
  type DrmsExportInput,
  type DrmsExportQuery,
  type DrmsExportState,
  isEnded,
  newRequest,
  type RequestState,
  retried,
} from './state.ts';

export interface ExportBatchParts {
  context: JobContext<DrmsExportInput, DrmsExportState>;
  client: DrmsClient;
  folder: DownloadFolder;
  pace: Pace;
  mostRecords: number;
  random: () => number;
}

/** Rounds without a file, though the server answers, after which files are given up. */
const mostFruitless = 3;
const unprocessed =
  'The server left out the processing: the records are those of the series itself. Check the options of the steps.';

/** One run of a batch, from what is known to the next wait or to the end. */
export class ExportBatch {
  private readonly parts: ExportBatchParts;
  private readonly exchange: Exchange;
  private readonly exports = new Map<string, ExportRequest>();
  private state: DrmsExportState;
  private meter = new RateMeter(5000);
  private lull: FetchProgress['waiting'] = null;

  constructor(parts: ExportBatchParts) {
    this.parts = parts;
    const { context, client, pace, random } = parts;
    this.state = context.checkpoint ?? {
      ...{ requests: [], isEmailChecked: false, isFolderMade: false },
      ...{ blockedUntilMs: 0, silences: 0, fruitless: 0 },
    };
    this.exchange = {
      ...{ client, email: context.input.email, pace, random, signal: context.signal },
      nowMs: () => context.clock.nowMs(),
      saveSending: async () => undefined,
      isOurs: (id) => this.state.requests.some((request) => request.id === id),
    };
  }

  bytesPerSecond(): number | null {
    return this.meter.perSecond();
  }

  waiting(): FetchProgress['waiting'] {
    return this.lull;
  }

  async run(): Promise<JobOutcome> {
    if (this.state.requests.length === 0) await this.begin();
    else this.afterRestart();
    if (this.isAllRefused()) this.state = retried(this.state);
    if (!this.state.requests.every(isEnded)) await this.checkEmail();
    for (;;) {
      this.parts.context.signal.throwIfAborted();
      if (this.state.requests.every(isEnded)) return this.finish();
      // Twice: an export that has become ready makes room for the next, which the server prepares meanwhile.
      const stopped = (await this.advance()) ?? (await this.advance()) ?? (await this.deliver());
      if (stopped !== undefined) return stopped;
    }
  }

  /** Plans the requests; those that the folder has whole already are done. */
  private async begin(): Promise<void> {
    const { context, client, folder } = this.parts;
    if (!isAbsolute(context.input.folder))
      throw new AppError('invalid-input', `The folder ${context.input.folder} is not given from the root on.`, {
        remedy: 'Give the whole path.',
      });
    const server = client.config.name;
    const requests = context.input.queries.flatMap((query, index) =>
      plannedQueries(folder, server, query, readableQueries).map((recordSet) =>
        newRequest(server, query, index, recordSet),
      ),
    );
    const distinct = [...new Map(requests.map((request) => [request.key, request])).values()];
    const nowMs = context.clock.nowMs();
    const known = await Promise.all(distinct.map((request) => finishedRequest(folder, request, nowMs)));
    await this.save({ requests: known, isFolderMade: true });
  }

  /** Better once in words than with each query. */
  private async checkEmail(): Promise<void> {
    const { client, context } = this.parts;
    if (this.state.isEmailChecked || !client.config.supports('email')) return;
    const { email } = context.input;
    const checked = await client.checkEmail(email, { signal: context.signal }).catch(toAppError);
    // The export itself will show what a server says that does not answer now.
    if (checked instanceof AppError) {
      if (checked.code === 'cancelled') throw checked;
      return;
    }
    if (!checked.registered)
      throw new AppError(
        'invalid-input',
        `The address ${email} is not registered for exports of ${client.config.name}.`,
        {
          remedy: 'Register it on the web page of the server, then try again.',
          source: client.config.name,
        },
      );
    await this.save({ isEmailChecked: true });
  }

  /** What was on its way when the last run ended: nobody knows. What was ready has to be asked for again. */
  private afterRestart(): void {
    const requests = this.state.requests.map((request): RequestState => {
      if (request.stage === 'ready')
        return { ...request, stage: request.id === null ? 'draft' : 'queued', nextMs: 0, isAdopted: false };
      return request;
    });
    this.state = { ...this.state, requests };
  }

  /**
   * Keeps the server busy: looks after the pending export, or submits the next one.
   * @returns an outcome if nothing else can be done now
   */
  private async advance(): Promise<JobOutcome | undefined> {
    const pending = this.state.requests.find(({ stage }) => ['sending', 'unknown', 'queued'].includes(stage));
    const nowMs = this.exchange.nowMs();
    if (pending !== undefined) {
      if (pending.nextMs > nowMs) return undefined;
      return this.take(pending, pending.stage === 'queued' ? await this.look(pending) : await this.findOut(pending));
    }
    if (this.state.blockedUntilMs > nowMs) return undefined;
    const draft = this.state.requests.find(({ stage, nextMs }) => stage === 'draft' && nextMs <= nowMs);
    return draft === undefined ? undefined : this.send(draft);
  }

  private look(request: RequestState): Promise<Step> {
    this.tell(`Waiting for export ${request.id} of ${this.parts.client.config.name}`);
    return poll(this.exchange, request);
  }

  private findOut(request: RequestState): Promise<Step> {
    this.tell(`Checking whether ${this.parts.client.config.name} took the export`);
    return reconcile(this.exchange, request);
  }

  private async send(draft: RequestState): Promise<JobOutcome | undefined> {
    let request = draft;
    this.tell(`Asking ${this.parts.client.config.name} for ${request.recordSet}`);
    if (request.records === null) {
      const counted = await countRecords(this.exchange, request);
      const stopped = await this.take(request, counted);
      request = this.find(request.key);
      if (stopped !== undefined || request.stage !== 'draft') return stopped;
    }
    if ((request.records ?? 0) > this.parts.mostRecords || request.recordSet.length > longestQuery) {
      const error = new AppError('unsupported', `${request.recordSet} is more than the server exports at once.`, {
        remedy: 'Split it into several queries.',
      });
      return this.split(request, error, this.parts.mostRecords);
    }
    const saveSending = (change: Partial<RequestState>): Promise<void> => this.change(request.key, change);
    const step = await submit({ ...this.exchange, saveSending }, request, this.queryOf(request));
    return this.take(this.find(request.key), step);
  }

  /** Writes down what a question has led to. */
  private async take(request: RequestState, step: Step): Promise<JobOutcome | undefined> {
    if (step.ready !== undefined) this.exports.set(request.key, step.ready);
    const blockedUntilMs = step.blockedUntilMs ?? this.state.blockedUntilMs;
    const silences = step.silence === undefined ? 0 : this.state.silences + 1;
    await this.change(request.key, step.change, { blockedUntilMs, silences });
    if (step.tooLarge !== undefined) return this.split(this.find(request.key), step.tooLarge, request.records ?? 2);
    if (step.silence === undefined || this.find(request.key).stage === 'refused') return undefined;
    return retryLater(silenceMs(this.parts.pace, silences, this.parts.random()), step.silence);
  }

  private async split(request: RequestState, error: AppError, most: number): Promise<JobOutcome | undefined> {
    const { client, context, folder } = this.parts;
    this.tell(`Splitting ${request.recordSet}`);
    let pieces: string[] | null;
    try {
      pieces = await splitRecords(client, request.recordSet, most, context.signal);
    } catch (thrown) {
      const reason = toAppError(thrown);
      if (reason.code === 'cancelled') throw reason;
      if (!reason.retryable) pieces = null;
      else return this.take(request, { change: {}, silence: reason });
    }
    if (pieces === null || pieces.length < 2) {
      await this.change(request.key, refusal(error));
      return undefined;
    }
    const query = this.queryOf(request);
    const parts = pieces.map((piece) => newRequest(client.config.name, query, request.query, piece));
    await folder.keepNote(splitNote(request.key), pieces);
    const requests = this.state.requests.flatMap((one) => (one.key === request.key ? parts : [one]));
    await this.save({ requests });
    return undefined;
  }

  /** Fetches the files of the next export that is ready, or waits for one. */
  private async deliver(): Promise<JobOutcome | undefined> {
    const request = this.state.requests.find(({ stage }) => stage === 'ready');
    const exported = request === undefined ? undefined : this.exports.get(request.key);
    if (request === undefined || exported === undefined) return this.wait();
    let files: ReturnType<ExportRequest['files']>;
    try {
      files = exported.files();
    } catch (error) {
      await this.change(request.key, refusal(toAppError(error)));
      return undefined;
    }
    const { rows, packed, problems } = files;
    const { folder } = this.parts;
    const info = await this.infoOf(request);
    const items = itemsOf(request, exported, rows, info);
    const contents = contentsOf(request, packed, info);
    const total = Math.max(items.length, contents.length) + problems.length;
    await this.change(request.key, { files: total });
    const warnings = [...files.warnings];
    if (contents.length === 0 || !(await areUnpacked(folder, request, contents))) {
      const outcome = await this.fetch(items);
      if (outcome.outcome !== 'finished' && !(await this.mayGiveUp(outcome))) return this.stopped(outcome);
      if (outcome.outcome === 'stalled') await this.giveUp(outcome);
      if (items.some(({ id }) => folder.entry(id)?.state === 'missing') && (await this.isExpired(request)))
        return undefined;
      const unpacked = await this.unpack(items, contents, warnings);
      if (unpacked !== undefined) return unpacked;
    }
    await this.noteMissing(request, exported, problems);
    if (isUnprocessed(this.queryOf(request), exported)) warnings.push(unprocessed);
    await this.conclude(request, warnings);
    return undefined;
  }

  /** Takes the files out of the archive that an export was delivered as. @returns an outcome if the disk refuses */
  private async unpack(
    [archive]: readonly DownloadItem[],
    contents: readonly ArchiveContent[],
    warnings: string[],
  ): Promise<JobOutcome | undefined> {
    const { folder, context, pace } = this.parts;
    if (archive === undefined || contents.length === 0) return undefined;
    if (folder.entry(archive.id)?.state !== 'verified' && folder.entry(archive.id)?.state !== 'size-unconfirmed')
      return undefined;
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

  private async conclude(request: RequestState, warnings: readonly string[]): Promise<void> {
    const { folder, client } = this.parts;
    const tally = folder.tally(request.key);
    const named = tally.verified + tally.unconfirmed + tally.missing + tally.failed;
    const ended: Partial<RequestState> = {
      ...{ stage: 'done', status: 0, warnings: [...new Set(warnings)], tally, files: named },
    };
    await folder.keepNote(...exportNote({ ...request, ...ended }, client.config.name, this.nowUtc()));
    await folder.writeManifest();
    this.exports.delete(request.key);
    this.meter = new RateMeter(5000);
    await this.change(request.key, ended, { fruitless: 0 });
  }

  /** Each file that the export does not have, by name; what an earlier run missed and this one found is forgotten. */
  private async noteMissing(request: RequestState, exported: ExportRequest, problems: ExportProblem[]): Promise<void> {
    const { folder } = this.parts;
    const named = missingOf(request, problems, this.nowUtc());
    const known = new Set(named.map(({ record }) => record));
    const lost = (await this.lostOf(request, exported)).filter(({ record }) => !known.has(record));
    const now = new Map([...named, ...lost].map((entry) => [entry.id, entry]));
    for (const { id, url, state } of folder.entries(request.key))
      if (state === 'missing' && url === null && !now.has(id)) await folder.dropEntry(id);
    for (const entry of now.values()) await folder.putEntry(entry);
  }

  private fetch(items: Parameters<DownloadFolder['fetch']>[0]): Promise<FetchOutcome> {
    const { context, folder } = this.parts;
    const meter = new RateMeter(5000);
    this.meter = meter;
    const before = this.state.requests
      .filter(({ stage }) => stage === 'done')
      .reduce((sum, { key }) => sum + folder.entries(key).length, 0);
    const onProgress = ({ done: ended, total, bytes, waiting }: FetchProgress): void => {
      meter.add(context.clock.monotonicMs(), bytes);
      this.lull = waiting;
      const phase = waiting === null ? `Downloading${rateText(meter.perSecond())}` : waitText(waiting);
      context.progress({ phase, done: before + ended, total: before + total, unit: 'files' });
    };
    let gotFile = false;
    const onFile = (entry: FileEntry): void => {
      gotFile ||= entry.state === 'verified';
    };
    return folder.fetch(items, { signal: context.signal, onProgress, onFile }).then((outcome) => {
      if (gotFile) this.state = { ...this.state, fruitless: 0 };
      return outcome;
    });
  }

  /** The server has answered questions in each of several rounds, but gave none of the files that are left. */
  private async mayGiveUp(outcome: FetchOutcome): Promise<boolean> {
    if (outcome.outcome !== 'stalled') return false;
    await this.save({ fruitless: this.state.fruitless + 1 });
    return this.state.fruitless >= mostFruitless && outcome.open.length > 0;
  }

  private stopped(outcome: Exclude<FetchOutcome, { outcome: 'finished' }>): JobOutcome {
    if (outcome.outcome === 'storage') return retryLater(this.parts.pace.storageMs, outcome.reason);
    const delayMs = Math.min(outcome.atMs - this.exchange.nowMs(), this.parts.pace.longestSilenceMs);
    return retryLater(isAsked(outcome.reason) ? outcome.atMs - this.exchange.nowMs() : delayMs, outcome.reason);
  }

  private async giveUp({ open, reason }: Extract<FetchOutcome, { outcome: 'stalled' }>): Promise<void> {
    for (const item of open) await this.fail(item, reason);
  }

  private fail({ id, group, record, segment, url }: DownloadItem, reason: AppError): Promise<void> {
    return this.parts.folder.putEntry({
      ...{ id, group, record, segment, url, asOf: this.nowUtc(), file: null, bytes: null, sha256: null },
      ...{ state: 'failed', message: reason.message },
    });
  }

  /** Files that are gone although the export was complete: it may have been deleted meanwhile. */
  private async isExpired(request: RequestState): Promise<boolean> {
    if (request.id === null) return false;
    const looked = await this.parts.client
      .exportFromId(request.id, { signal: this.parts.context.signal })
      .catch(() => undefined);
    if (looked?.answer.status !== 5 || request.expiries > 0) return false;
    this.exports.delete(request.key);
    await this.change(request.key, expired(request, looked.failure()).change);
    return true;
  }

  /** What cannot be asked now is no reason to keep files back. */
  private async lostOf(request: RequestState, exported: ExportRequest): Promise<FileEntry[]> {
    const { client, context } = this.parts;
    try {
      return await lostRecords(client, request, exported, this.nowUtc(), context.signal);
    } catch (error) {
      if (isAppError(error, 'cancelled')) throw error;
      context.log.warn({ err: error, recordSet: request.recordSet }, 'the records of an export could not be compared');
      return [];
    }
  }

  private async infoOf({ recordSet }: RequestState): Promise<SeriesInfo | null> {
    const { client, context } = this.parts;
    try {
      return await client.info(recordSet, { signal: context.signal });
    } catch (error) {
      if (isAppError(error, 'cancelled')) throw error;
      return null;
    }
  }

  private wait(): JobOutcome | undefined {
    const nowMs = this.exchange.nowMs();
    const open = this.state.requests.filter((request) => !isEnded(request));
    const isBusy = open.some(({ stage }) => stage !== 'draft');
    const times = open.filter(({ stage }) => !isBusy || stage !== 'draft').map(({ nextMs }) => nextMs);
    const atMs = Math.max(Math.min(...times), isBusy ? 0 : this.state.blockedUntilMs);
    if (open.length === 0 || atMs <= nowMs) return undefined;
    const server = this.parts.client.config.name;
    const ended = this.state.requests.length - open.length;
    const phase = isBusy
      ? `Waiting for ${server} to prepare export ${ended + 1} of ${this.state.requests.length}`
      : `Waiting for ${server}: another export of ${this.parts.context.input.email} is pending`;
    return waitUntil(atMs, phase);
  }

  private async finish(): Promise<JobOutcome> {
    const { folder, context } = this.parts;
    const { requests } = this.state;
    const [first] = requests;
    await folder.writeManifest();
    if (first?.error != null && this.isAllRefused()) throw AppError.fromData(first.error);
    const total = requests.reduce((sum, { key }) => sum + folder.entries(key).length, 0);
    context.progress({ phase: 'Done', done: total, total, unit: 'files' });
    return done(
      batchResult(
        requests,
        (key) => folder.entries(key),
        (file) => join(folder.path, file),
      ),
    );
  }

  /** Then the job has failed; when it is tried again, it is meant to ask again. */
  private isAllRefused(): boolean {
    return this.state.requests.every(({ stage }) => stage === 'refused');
  }

  private queryOf({ query }: RequestState): DrmsExportQuery {
    const found = this.parts.context.input.queries[query];
    if (found === undefined) throw new AppError('internal', `The batch has no query ${query}.`);
    return found;
  }

  private find(key: string): RequestState {
    const found = this.state.requests.find((request) => request.key === key);
    if (found === undefined) throw new AppError('internal', `The batch has no export ${key}.`);
    return found;
  }

  private change(key: string, change: Partial<RequestState>, more: Partial<DrmsExportState> = {}): Promise<void> {
    const requests = this.state.requests.map((one) => (one.key === key ? { ...one, ...change } : one));
    return this.save({ requests, ...more });
  }

  private async save(change: Partial<DrmsExportState>): Promise<void> {
    this.state = { ...this.state, ...change };
    await this.parts.context.saveCheckpoint(this.state);
  }

  private tell(phase: string): void {
    const { requests } = this.state;
    const ended = requests.filter(isEnded).length;
    this.parts.context.progress({ phase, done: ended, total: requests.length, unit: 'exports' });
  }

  private nowUtc(): string {
    return new Date(this.exchange.nowMs()).toISOString();
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

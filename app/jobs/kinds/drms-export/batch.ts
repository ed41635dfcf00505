import { isAbsolute, join } from 'node:path';
import type { DrmsClient } from '../../../clients/drms/api.ts';
import type { DownloadFolder, FetchProgress } from '../../../clients/http/download/api.ts';
import { AppError, toAppError } from '../../../contract/app-error.ts';
import { done, type JobContext, type JobOutcome, retryLater, waitUntil } from '../../job-kind.ts';
import type { Delivered } from './delivered.ts';
import {
  countRecords,
  type Exchange,
  expired,
  locate,
  poll,
  reconcile,
  refusal,
  type Step,
  submit,
} from './exchange.ts';
import { writeLocalHeaders } from './local-headers.ts';
import { exportNote, finishedRequest, plannedQueries, splitNote } from './notes.ts';
import { type Pace, silenceMs } from './pace.ts';
import { RequestFetch } from './request-fetch.ts';
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

/** One run of a batch, from what is known to the next wait or to the end. */
export class ExportBatch {
  private readonly parts: ExportBatchParts;
  private readonly exchange: Exchange;
  private readonly fetching: RequestFetch;
  /** Of requests that are ready, by key. */
  private readonly delivered = new Map<string, Delivered>();
  private state: DrmsExportState;

  constructor(parts: ExportBatchParts) {
    this.parts = parts;
    const { context, client, pace, random } = parts;
    this.fetching = new RequestFetch(parts);
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
    return this.fetching.bytesPerSecond();
  }

  waiting(): FetchProgress['waiting'] {
    return this.fetching.waiting();
  }

  async run(): Promise<JobOutcome> {
    if (this.state.requests.length === 0) await this.begin();
    else this.afterRestart();
    if (this.isAllRefused()) this.state = retried(this.state);
    const silent = this.state.requests.every(isEnded) ? undefined : await this.checkEmail();
    if (silent !== undefined) return silent;
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
  private async checkEmail(): Promise<JobOutcome | undefined> {
    const { client, context } = this.parts;
    const { email, queries } = context.input;
    const isAsking = queries.some(({ method, requestId }) => method !== 'direct' && requestId === null);
    if (!isAsking || this.state.isEmailChecked || !client.config.supports('email')) return undefined;
    const checked = await client.checkEmail(email, { signal: context.signal }).catch(toAppError);
    if (checked instanceof AppError) {
      if (checked.code === 'cancelled') throw checked;
      if (checked.code === 'network' && checked.retryable) return this.leaveAlone(checked);
      // The export itself will show what a server says whose check of addresses is out of order.
      return undefined;
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
    return undefined;
  }

  /** Nobody answers: anything else would be asked for nothing. */
  private async leaveAlone(reason: AppError): Promise<JobOutcome> {
    const silences = this.state.silences + 1;
    await this.save({ silences });
    return retryLater(silenceMs(this.parts.pace, silences, this.parts.random()), reason);
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
    if (this.queryOf(request).method === 'direct') return this.take(request, await locate(this.exchange, request));
    const saveSending = (change: Partial<RequestState>): Promise<void> => this.change(request.key, change);
    const step = await submit({ ...this.exchange, saveSending }, request, this.queryOf(request));
    return this.take(this.find(request.key), step);
  }

  /** Writes down what a question has led to. */
  private async take(request: RequestState, step: Step): Promise<JobOutcome | undefined> {
    if (step.ready !== undefined) this.delivered.set(request.key, step.ready);
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
    const delivered = request === undefined ? undefined : this.delivered.get(request.key);
    if (request === undefined || delivered === undefined) return this.wait();
    const { key } = request;
    const fetched = await this.fetching.run({
      ...{ request, delivered, query: this.queryOf(request) },
      ...{ before: this.filesBefore(), fruitless: this.state.fruitless },
      onTotal: (files) => this.change(key, { files }),
    });
    if (fetched.outcome === 'stopped') {
      await this.save({ fruitless: fetched.fruitless });
      return fetched.job;
    }
    if (fetched.outcome === 'done')
      await this.conclude(request, [...fetched.warnings, ...(await this.writeHeaders(request))]);
    else if (fetched.outcome === 'expired') await this.change(key, expired(request, fetched.error).change);
    else await this.change(key, refusal(fetched.error));
    this.delivered.delete(key);
    return undefined;
  }

  /** @returns what could not be done, in sentences */
  private async writeHeaders(request: RequestState): Promise<string[]> {
    const { client, folder, context } = this.parts;
    const { protocol, method } = this.queryOf(request);
    const isAsStored = method === 'direct' || protocol === 'as-is';
    if (context.input.localHeaders !== true || !isAsStored) return [];
    this.tell('Writing keywords into headers');
    return writeLocalHeaders({
      ...{ client, folder, recordSet: request.recordSet, group: request.key, signal: context.signal },
      nowUtc: () => this.nowUtc(),
    });
  }

  private filesBefore(): number {
    const done = this.state.requests.filter(({ stage }) => stage === 'done');
    return done.reduce((sum, { files }) => sum + (files ?? 0), 0);
  }

  private async conclude(request: RequestState, warnings: string[]): Promise<void> {
    const { folder, client } = this.parts;
    const tally = folder.tally(request.key);
    const files = tally.verified + tally.unconfirmed + tally.missing + tally.failed;
    const ended: Partial<RequestState> = { stage: 'done', status: 0, warnings, tally, files };
    await folder.keepNote(...exportNote({ ...request, ...ended }, client.config.name, this.nowUtc()));
    await folder.writeManifest();
    await this.change(request.key, ended, { fruitless: 0 });
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

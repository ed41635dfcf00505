import { z } from 'zod';
import type { JuliaBaseClient } from '../../clients/juliabase/api.ts';
import { AppError, toAppError } from '../../contract/app-error.ts';
import type { CrawledFile, CrawlPreview } from '../../contract/crawl.ts';
import type { Crawler } from '../../crawl/crawler.ts';
import type { CrawlDraft } from '../../crawl/draft.ts';
import { type CrawlParts, checkOff, queuedFiles, type RunOptions, runCrawl } from '../../crawl/run-crawl.ts';
import { done, type JobKind } from '../../jobs/job-kind.ts';
import type { JournalRecord } from '../../outbox/journal-api.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import type { Clock, Log } from '../../platform/platform.ts';
import type { ConnectionRecord, ConnectionRecords } from '../service-context.ts';
import { openCrawlLog } from './crawl-log.ts';
import { sendReport } from './crawl-mail.ts';
import { CrawlWorkers } from './crawl-workers.ts';
import { type CrawlerProgram, loadCrawler } from './load-crawler.ts';
import { outboxSink } from './outbox-sink.ts';
import { sampleFinder } from './sample-finder.ts';
import { type SentCounts, untilSettled } from './until-settled.ts';

export interface CrawlServiceParts {
  outbox: Outbox;
  listRecords(space: string): Promise<JournalRecord[]>;
  connections: ConnectionRecords;
  clientOf(connectionId: string): Promise<JuliaBaseClient>;
  /** Holds the table of files. */
  databasePath: string;
  logsFolder: string;
  clock: Clock;
  log: Log;
  runProgram?: CrawlerProgram | undefined;
}

const RunInput = z.object({ file: z.string() });

/** Runs of crawlers as jobs, and as previews that keep nothing. */
export class CrawlRuns {
  readonly workers: CrawlWorkers;
  private readonly parts: CrawlServiceParts;
  private readonly running = new Set<string>();

  constructor(parts: CrawlServiceParts) {
    this.parts = parts;
    this.workers = new CrawlWorkers({ path: parts.databasePath });
  }

  load(file: string): Promise<Crawler> {
    return loadCrawler(file, this.parts.runProgram);
  }

  /**
   * One run; it goes on after any interruption. Ends when what it has handed over is sent or cannot go on by itself.
   *
   * Result: the summary of the run, with `sent: { ended, needsYou, open }`.
   */
  kind(): JobKind<{ file: string }, Record<string, never>> {
    return {
      kind: 'crawl.run',
      inputSchema: RunInput,
      checkpointSchema: z.object({}),
      canPause: true,
      run: async ({ input, signal, progress }) => {
        const crawler = await this.load(input.file);
        const journal = openCrawlLog(this.parts.logsFolder, crawler.name, this.parts.clock);
        try {
          const result = await this.alone(crawler, async () => {
            journal.info('started crawling');
            const options: RunOptions = { signal, onProgress: progress, onFile: (file) => journal.file(file) };
            const summary = await runCrawl(await this.partsOf(crawler, this.workers), crawler, options);
            journal.summary(summary);
            return { ...summary, sent: { ...(await this.settled(crawler, options)) } };
          });
          await sendReport(crawler, result, journal);
          return done(result);
        } catch (error) {
          const reason = toAppError(error);
          if (reason.code !== 'cancelled') journal.error(reason.message);
          if (reason.code !== 'cancelled') await sendReport(crawler, reason, journal);
          // A crawler runs again at its next time, so nothing waits for the server here.
          throw reason;
        } finally {
          journal.close();
        }
      },
    };
  }

  /** What a run would do now, on a copy of what is known of the files. */
  async preview(file: string, mostFiles: number, signal: AbortSignal): Promise<CrawlPreview> {
    const crawler = await this.load(file);
    const workers = new CrawlWorkers({ path: this.parts.databasePath, isTrial: true });
    const drafts = new Map<string, CrawlDraft>();
    const files: CrawledFile[] = [];
    try {
      const parts = await this.partsOf(crawler, workers);
      const quick: Crawler = {
        // What is young now will be quiet when the run comes to it.
        ...{ ...crawler, quietMs: 0 },
        map: async (one) => {
          const draft = await crawler.map(one);
          drafts.set(one.path, draft);
          return draft;
        },
      };
      const sink = { ...parts.sink, put: async () => undefined, itemOf: async () => noItem };
      const options: RunOptions = {
        ...{ signal, mostFiles, onProgress: () => undefined },
        onFile: (one) => void files.push(one),
      };
      const summary = await runCrawl({ ...parts, sink }, quick, options);
      const shown = files.slice(0, mostFiles).map((one) => withDraft(one, drafts.get(one.path)));
      return { name: crawler.name, root: crawler.root, summary, files: shown };
    } finally {
      await workers.close();
    }
  }

  async close(): Promise<void> {
    await this.workers.close();
  }

  /** One run of a crawler at a time; other programs are kept out by the lock of the data folder. */
  private async alone<R>({ name }: Crawler, work: () => Promise<R>): Promise<R> {
    if (this.running.has(name))
      throw new AppError('conflict', `The crawler ${name} is running already.`, {
        remedy: 'Wait until it has ended.',
        retryable: true,
      });
    this.running.add(name);
    try {
      return await work();
    } finally {
      this.running.delete(name);
    }
  }

  private async settled(crawler: Crawler, options: RunOptions): Promise<SentCounts> {
    const tracker = await this.workers.tracker();
    const ids = new Set<string>();
    for await (const files of queuedFiles(tracker, crawler.name))
      for (const { itemId } of files) if (itemId !== null) ids.add(itemId);
    const { id: connectionId } = await this.connectionOf(crawler);
    const { outbox, clock } = this.parts;
    const sent = await untilSettled({ outbox, clock, connectionId, ids, ...options });
    await checkOff(await this.partsOf(crawler, this.workers), crawler.name);
    return sent;
  }

  private async partsOf(crawler: Crawler, workers: CrawlWorkers): Promise<CrawlParts> {
    const { clock, log } = this.parts;
    const connection = await this.connectionOf(crawler);
    return {
      ...{ clock, log, tracker: await workers.tracker() },
      walk: (order, signal, onFiles) => workers.walk(order, signal, onFiles),
      readFiles: (requests) => workers.readFiles(requests),
      sink: outboxSink({ ...this.parts, nowMs: () => clock.nowMs() }, connection),
      samples: sampleFinder(() => this.parts.clientOf(connection.id), connection.name),
    };
  }

  private async connectionOf({ name, connection: wanted }: Crawler): Promise<ConnectionRecord> {
    const all = (await this.parts.connections.list()).filter(({ kind }) => kind === 'juliabase');
    const found = all.find((one) => one.id === wanted || one.name.toLowerCase() === wanted.toLowerCase());
    if (found !== undefined) return found;
    throw new AppError('not-found', `The crawler ${name} names the connection ${wanted}, which is not there.`, {
      remedy:
        all.length === 0
          ? 'Add it with `quarry connections add juliabase`.'
          : `Choose among ${all.map((one) => one.name).join(', ')}.`,
    });
  }
}

const noItem = {
  order: {
    ...{ id: '', kind: '', connectionId: '', title: '', target: '', marker: null, lookFirst: false },
    ...{ subject: null, files: [], createdMs: 0 },
  },
  payload: null,
};

function withDraft(file: CrawledFile, draft: CrawlDraft | undefined): CrawlPreview['files'][number] {
  if (draft === undefined) return { ...file, title: null, comments: null };
  const title = draft.kind === 'result' ? draft.title : draft.process.type;
  return { ...file, title, comments: draft.comments };
}

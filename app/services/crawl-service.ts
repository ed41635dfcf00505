import type { Handlers } from '../contract/contract.ts';
import type { CrawlFile, CrawlFileState } from '../contract/crawl.ts';
import { memosOf } from '../crawl/file-memo.ts';
import type { FileRecord } from '../crawl/tracking/file-record.ts';
import type { StateCount } from '../crawl/tracking/tracker.ts';
import type { JobEngine } from '../jobs/job-engine.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { CrawlRuns } from './crawl/crawl-runs.ts';

type CrawlHandlers = { [Name in keyof Handlers as Name extends `crawl.${string}` ? Name : never]: Handlers[Name] };

export interface CrawlHandlerParts {
  runs: CrawlRuns;
  jobs: Pick<JobEngine, 'get' | 'openInputs' | 'resume' | 'enqueue'>;
  outbox: Pick<Outbox, 'put'>;
  nowMs(): number;
}

export function createCrawlHandlers({ runs, jobs, outbox, nowMs }: CrawlHandlerParts): CrawlHandlers {
  return {
    'crawl.run': async ({ file }) => {
      const { name } = await runs.load(file);
      return { jobId: await startRun(jobs, file, name) };
    },
    'crawl.preview': ({ file, mostFiles }, { signal }) => runs.preview(file, mostFiles, signal),
    'crawl.describe': async ({ file }) => {
      const { name, connection, root, everyMs } = await runs.load(file);
      const counts = countsOf(await (await runs.workers.tracker()).countFiles(name));
      return { name, connection, root, everyMs: everyMs ?? null, counts };
    },
    'crawl.files': async ({ crawler, state }) => {
      const tracker = await runs.workers.tracker();
      return (await tracker.filesOf(crawler, state)).map((record) => shown(record, state));
    },
    'crawl.answer': async ({ crawler, path, choice }) => {
      const record = await (await runs.workers.tracker()).answerFile(crawler, path, choice);
      // What a person has decided must outlive the table of files.
      await outbox.put({ records: memosOf(crawler, [{ record }], nowMs()) });
      return {};
    },
  };
}

/** A run of the same file that is not ended goes on instead of a second one. */
async function startRun(jobs: CrawlHandlerParts['jobs'], file: string, name: string): Promise<string> {
  const same = jobs
    .openInputs()
    .find(({ kind, input }) => kind === 'crawl.run' && JSON.stringify(input) === JSON.stringify({ file }));
  if (same === undefined) return jobs.enqueue('crawl.run', { file }, `Crawl ${name}`);
  if (['paused', 'waiting'].includes(jobs.get(same.id).status)) await jobs.resume(same.id);
  return same.id;
}

function countsOf(counts: readonly StateCount[]): Record<CrawlFileState, number> {
  const sum: Record<CrawlFileState, number> = {
    ...{ young: 0, invalid: 0, asks: 0, queued: 0, done: 0, skipped: 0, gone: 0 },
  };
  for (const { state, isGone, isYoung, count } of counts) {
    if (isGone) sum.gone += count;
    else if (isYoung || state === 'new') sum.young += count;
    else sum[state] += count;
  }
  return sum;
}

function shown({ path, reason, target, itemId, retryAtMs }: FileRecord, state: CrawlFileState): CrawlFile {
  const retryUtc = retryAtMs === null ? null : new Date(retryAtMs).toISOString();
  return { path, state, reason, target, itemId, retryUtc };
}

import type { Handlers } from '../contract/contract.ts';
import type { CrawlFile, CrawlFileState } from '../contract/crawl.ts';
import { memosOf } from '../crawl/file-memo.ts';
import type { FileRecord } from '../crawl/tracking/file-record.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { countsOf } from './crawl/count-files.ts';
import type { CrawlRuns } from './crawl/crawl-runs.ts';
import type { KnownCrawlers } from './crawl/known-crawlers.ts';

type CrawlHandlers = { [Name in keyof Handlers as Name extends `crawl.${string}` ? Name : never]: Handlers[Name] };

export interface CrawlHandlerParts {
  runs: CrawlRuns;
  crawlers: Pick<KnownCrawlers, 'run'>;
  outbox: Pick<Outbox, 'put'>;
  nowMs(): number;
}

export function createCrawlHandlers({ runs, crawlers, outbox, nowMs }: CrawlHandlerParts): CrawlHandlers {
  return {
    'crawl.run': async ({ file }) => ({ jobId: await crawlers.run(file) }),
    'crawl.preview': ({ file, mostFiles }, { signal }) => runs.preview(file, mostFiles, signal),
    'crawl.describe': async ({ file }) => {
      const { name, connection, root, everyMs } = await runs.load(file);
      const counts = countsOf(await (await runs.workers.tracker()).countFiles(name));
      return { name, connection, root, everyMs: everyMs ?? null, counts };
    },
    'crawl.files': async ({ crawler, state, mostFiles }) => {
      const tracker = await runs.workers.tracker();
      return (await tracker.filesOf(crawler, state, mostFiles)).map((record) => shown(record, state));
    },
    'crawl.answer': async ({ crawler, path, choice }) => {
      const record = await (await runs.workers.tracker()).answerFile(crawler, path, choice);
      // What a person has decided must outlive the table of files.
      await outbox.put({ records: memosOf(crawler, [{ record }], nowMs()) });
      return {};
    },
  };
}

function shown({ path, reason, target, itemId, retryAtMs }: FileRecord, state: CrawlFileState): CrawlFile {
  const retryUtc = retryAtMs === null ? null : new Date(retryAtMs).toISOString();
  return { path, state, reason, target, itemId, retryUtc };
}

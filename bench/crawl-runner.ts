import { runCrawl } from '../app/crawl/run-crawl.ts';
import { nodeClock } from '../app/platform/node/node-clock.ts';
import { CrawlWorkers } from '../app/services/crawl/crawl-workers.ts';
import { silentLog } from '../app/testing/silent-log.ts';

/** What one run of a crawler measured on itself. */
export interface CrawlReport {
  ms: number;
  /** Until the look at all files had ended. */
  scanMs: number;
  files: number;
  queued: number;
  /** Highest memory of the process. */
  peakMb: number;
}

const order = {
  ...{ kind: 'bench', connectionId: 'bench', target: 'S1', lookFirst: true, subject: null, files: [], createdMs: 0 },
};
const [root = '', database = ''] = process.argv.slice(2);
const workers = new CrawlWorkers({ path: database });
const startMs = performance.now();
let scanMs = 0;
const { files, queued } = await runCrawl(
  {
    ...{ clock: nodeClock, log: silentLog, tracker: await workers.tracker() },
    walk: (order, signal, onFiles) => workers.walk(order, signal, onFiles),
    readFiles: (requests) => workers.readFiles(requests),
    samples: { find: async (names) => new Map(names.map((name) => [name, 1])) },
    sink: {
      itemOf: async ({ id, path }) => ({ order: { ...order, id, title: path, marker: id }, payload: path }),
      put: async () => undefined,
      stateOf: async () => ({ state: 'done', url: null, reason: null }),
      records: async () => [],
    },
  },
  {
    ...{ name: 'bench', connection: 'Lab', root, files: ['**/*.dat'], quietMs: 0, reader: 'none' },
    ...{ sameContent: 'take', changed: 'take' },
    map: ({ path }) => ({
      ...{ kind: 'result', title: path, sample: 'S1', comments: path, timestampInaccuracy: 0, image: false },
      ...{ timestampUtc: new Date(0).toISOString(), table: { headings: [], rows: [] } },
    }),
  },
  {
    signal: new AbortController().signal,
    onProgress: ({ phase }) => {
      if (phase === 'Looking at files') scanMs = performance.now() - startMs;
    },
  },
);
const ms = performance.now() - startMs;
await workers.close();
const report: CrawlReport = { ms, scanMs, files, queued, peakMb: process.resourceUsage().maxRSS / 1024 };
process.send?.(report);
process.disconnect?.();

/**
 * A process to be killed: runs a crawler over a folder, journal and all, and says when it begins and how it ended:
 * `node crawl-child.ts HOME ROOT START_MS`. Its clock runs a hundred times as fast as the real one since START_MS.
 */
import { mkdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { runCrawl } from '../crawl/run-crawl.ts';
import type { CrawlSink } from '../crawl/sink.ts';
import type { JournalApi } from '../outbox/journal-api.ts';
import { openDatabases } from '../rpc/node/database-worker.ts';
import { CrawlWorkers } from '../services/crawl/crawl-workers.ts';
import { MemorySink, mustEnd, testCrawler } from './crawl-lab.ts';
import { fastClock } from './fast-clock.ts';
import { silentLog } from './silent-log.ts';

const [homeFolder = '', root = '', start = '0'] = process.argv.slice(2);
const clock = fastClock(100, Number(start));

const cacheFolder = join(homeFolder, 'cache');
mkdirSync(cacheFolder, { recursive: true });
const databases = await openDatabases<JournalApi>({ homeFolder, cacheFolder });
const workers = new CrawlWorkers({ path: join(homeFolder, 'crawl.sqlite') });
const sink: CrawlSink = {
  itemOf: (file) => new MemorySink().itemOf(file),
  put: (put) => databases.calls.putOutbox(put),
  stateOf: async () => ({ state: 'open', url: null, reason: null }),
  records: (space) => databases.calls.listOutboxRecords(space),
};
const crawler = testCrawler(root, { quietMs: 3000 });
writeSync(1, 'begins\n');
const summary = await runCrawl(
  {
    ...{ clock, log: silentLog, sink, tracker: await workers.tracker() },
    walk: (order, signal, onFiles) => workers.walk(order, signal, onFiles),
    readFiles: (requests) => workers.readFiles(requests),
    samples: { find: async (names) => new Map(names.map((name) => [name, 1])) },
  },
  {
    ...crawler,
    map: (file) => {
      mustEnd(readFileSync(join(root, file.path), 'utf8'));
      return crawler.map(file);
    },
  },
  { signal: new AbortController().signal, onProgress: () => undefined },
);
await workers.close();
await databases.close();
writeSync(1, `${JSON.stringify(summary)}\n`);

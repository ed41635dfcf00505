import { AppError } from '../contract/app-error.ts';
import type { Handlers } from '../contract/contract.ts';
import { readCrawlLog } from './crawl/crawl-log.ts';
import type { CrawlRuns } from './crawl/crawl-runs.ts';
import { installLines } from './crawl/install-lines.ts';
import type { CrawlerRows, KnownCrawlers } from './crawl/known-crawlers.ts';
import type { DueTimer } from './due-timer.ts';

type CrawlersHandlers = {
  [Name in keyof Handlers as Name extends `crawlers.${string}` ? Name : never]: Handlers[Name];
};

export interface CrawlersServiceParts {
  crawlers: KnownCrawlers;
  rows: Pick<CrawlerRows, 'removeCrawler'>;
  runs: Pick<CrawlRuns, 'load'>;
  timer: Pick<DueTimer, 'wake'>;
  logsFolder: string;
  /** The data folder. */
  home: string;
}

export function createCrawlersHandlers(parts: CrawlersServiceParts): CrawlersHandlers {
  const { crawlers, rows, runs, timer, logsFolder, home } = parts;
  return {
    'crawlers.list': () => crawlers.list(),
    'crawlers.add': async ({ file }) => ({ name: await crawlers.add(file) }),
    'crawlers.remove': async ({ file }) => {
      if (!(await rows.removeCrawler(file)))
        throw new AppError('not-found', `The crawler ${file} is not in the list.`, {
          remedy: 'Look at the list again.',
        });
      return {};
    },
    'crawlers.plan': async ({ file, times }) => {
      await crawlers.plan(file, times);
      timer.wake();
      return {};
    },
    'crawlers.install': async ({ file, how }) => {
      const { name, everyMs } = await runs.load(file);
      return { lines: installLines({ how, file, name, everyMs: everyMs ?? null, home }) };
    },
    'crawlers.log': async ({ crawler, mostLines }) => readCrawlLog(logsFolder, crawler, mostLines),
  };
}

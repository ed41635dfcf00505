import type { Handlers } from '../contract/contract.ts';
import type { JobEngine } from '../jobs/job-engine.ts';
import { drmsKeywordsKind } from '../jobs/kinds/drms-keywords.ts';
import { createDrmsCodeHandlers } from './drms-code.ts';
import { createDrmsHandlers, type DrmsServiceParts, seriesInfoRequest, siteOf } from './drms-service.ts';
import { createSeriesSearchHandlers, SeriesKeywords, withSearch } from './series-search-service.ts';

export interface DrmsAreaParts extends DrmsServiceParts {
  jobs: Pick<JobEngine, 'register' | 'enqueue'>;
  keptAnswers(site: string, prefix: string): Promise<unknown[]>;
  /** Tells the windows which answers have changed. */
  stale(names: readonly string[]): void;
}

type DrmsArea = { [Name in keyof Handlers as Name extends `drms.${string}` ? Name : never]: Handlers[Name] };

/** All about DRMS servers: what they answer, open to search. */
export function createDrmsArea(parts: DrmsAreaParts): DrmsArea {
  const { jobs } = parts;
  const drms = createDrmsHandlers(parts);
  const keywords = new SeriesKeywords((serverId) => parts.keptAnswers(siteOf(serverId), seriesInfoRequest('')));
  const describe = withSearch(drms['drms.series.info'], keywords);
  jobs.register(
    drmsKeywordsKind({
      seriesNames: async (serverId, signal) => {
        const list = await drms['drms.series.list']({ serverId, refresh: false }, { signal });
        return list.value.map(({ name }) => name);
      },
      described: async (serverId) => new Set((await keywords.of(serverId)).keys()),
      describe: async (serverId, series, signal) => {
        await describe({ serverId, series, refresh: false }, { signal });
      },
      onMore: () => parts.stale(['drms.series.search']),
    }),
  );
  return {
    ...drms,
    'drms.series.info': describe,
    ...createDrmsCodeHandlers({
      servers: parts.servers,
      seriesInfo: async (serverId, series, signal) =>
        (await describe({ serverId, series, refresh: false }, { signal })).value,
    }),
    ...createSeriesSearchHandlers(
      { drms, enqueue: (serverId, title) => jobs.enqueue('drms.keywords', { serverId }, title) },
      keywords,
    ),
  };
}

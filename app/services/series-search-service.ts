import { z } from 'zod';
import type { Handlers } from '../contract/contract.ts';
import { type SearchableSeries, searchSeries } from '../domain/drms/series-search.ts';

type SeriesSearchHandlers = Pick<Handlers, 'drms.series.search' | 'drms.series.load-keywords'>;

export interface SeriesSearchParts {
  drms: Pick<Handlers, 'drms.series.list' | 'drms.servers.list'>;
  enqueue(serverId: string, title: string): Promise<string>;
}

/** As much of a description as is searched. */
const Described = z.object({
  name: z.string(),
  keywords: z.array(z.object({ name: z.string(), note: z.string() })),
});
type Described = z.infer<typeof Described>;

/** Keywords of the series that were seen, per server, by lower-case name. Read from the cache when first searched. */
export class SeriesKeywords {
  private readonly keptDescriptions: (serverId: string) => Promise<unknown[]>;
  private readonly known = new Map<string, Promise<Map<string, Described['keywords']>>>();

  constructor(keptDescriptions: (serverId: string) => Promise<unknown[]>) {
    this.keptDescriptions = keptDescriptions;
  }

  of(serverId: string): Promise<ReadonlyMap<string, Described['keywords']>> {
    return this.load(serverId);
  }

  /** Takes in a description that was just read. */
  async note(serverId: string, description: unknown): Promise<void> {
    // What was never searched is read from the cache when it is.
    const known = await this.known.get(serverId);
    if (known !== undefined) add(known, description);
  }

  private load(serverId: string): Promise<Map<string, Described['keywords']>> {
    const present = this.known.get(serverId);
    if (present !== undefined) return present;
    const loading = this.keptDescriptions(serverId).then((descriptions) => {
      const known = new Map<string, Described['keywords']>();
      for (const description of descriptions) add(known, description);
      return known;
    });
    this.known.set(serverId, loading);
    return loading;
  }
}

function add(known: Map<string, Described['keywords']>, description: unknown): void {
  const described = Described.safeParse(description);
  // The schema leaves out all that is not searched.
  if (described.success) known.set(described.data.name.toLowerCase(), described.data.keywords);
}

export function createSeriesSearchHandlers(parts: SeriesSearchParts, keywords: SeriesKeywords): SeriesSearchHandlers {
  return {
    'drms.series.search': async ({ serverId, text, limit }, context) => {
      const list = await parts.drms['drms.series.list']({ serverId, refresh: false }, context);
      const known = await keywords.of(serverId);
      const searchable = list.value.map(
        (item): SearchableSeries => ({ ...item, keywords: known.get(item.name.toLowerCase()) ?? null }),
      );
      const found = searchSeries(searchable, text);
      return {
        series: found.slice(0, limit).map((one) => ({ ...one, primekeys: [...one.primekeys] })),
        total: found.length,
        known: {
          series: searchable.length,
          withKeywords: searchable.filter((one) => one.keywords !== null).length,
        },
        asOfUtc: list.asOfUtc,
      };
    },
    'drms.series.load-keywords': async ({ serverId }, context) => {
      const servers = await parts.drms['drms.servers.list']({}, context);
      const name = servers.find(({ id }) => id === serverId)?.name ?? serverId;
      return { jobId: await parts.enqueue(serverId, `Load the keywords of all series of ${name}`) };
    },
  };
}

/** The same handler, whose answers can be searched from then on. */
export function withSearch(ask: Handlers['drms.series.info'], keywords: SeriesKeywords): Handlers['drms.series.info'] {
  return async (input, context) => {
    const answer = await ask(input, context);
    await keywords.note(input.serverId, answer.value);
    return answer;
  };
}

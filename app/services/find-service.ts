import type { Handlers } from '../contract/contract.ts';
import type { findContract } from '../contract/find.ts';
import type { SearchIndex } from '../find/search-index.ts';
import { localSite } from '../find/things-of-answer.ts';
import { siteOf } from './drms-service.ts';
import type { OpenedLately } from './opened-lately.ts';

type FindHandlers = Pick<Handlers, keyof typeof findContract>;

export interface FindServiceParts {
  index: SearchIndex;
  opened: OpenedLately;
  siteNames(): Promise<ReadonlyMap<string, string>>;
}

/** Names of connections and DRMS servers by the site under which their answers are kept. */
export function siteNames(
  connections: readonly { id: string; name: string }[],
  servers: readonly { id: string; name: string }[],
): ReadonlyMap<string, string> {
  return new Map(
    [...connections, ...servers.map(({ id, name }) => ({ id: siteOf(id), name }))].map((one) => [one.id, one.name]),
  );
}

export function createFindHandlers({ index, opened, siteNames }: FindServiceParts): FindHandlers {
  return {
    'find.search': async ({ sources, complete, ...wish }, { signal }) => {
      const search = async (): ReturnType<SearchIndex['search']> =>
        index.search({ ...wish, sites: sources, opened: await opened.list() }, complete, signal);
      const [found, names] = await Promise.all([search(), siteNames()]);
      const nameOf = (site: string): string => names.get(site) ?? (site === localSite ? 'This computer' : site);
      return {
        hits: found.hits.map(({ site, asOfMs, ...hit }) => ({
          ...{ ...hit, source: { id: site, name: nameOf(site) } },
          asOfUtc: new Date(asOfMs).toISOString(),
        })),
        ...{ total: found.total, isMore: found.isMore, readAs: found.readAs, isComplete: found.isComplete },
        kinds: found.kinds.map(({ name, ...count }) => ({ kind: name, ...count })),
        sources: found.sites.map(({ name, ...count }) => ({ id: name, name: nameOf(name), ...count })),
      };
    },
    'find.note-opened': async ({ address }) => {
      await opened.note(address);
      return {};
    },
  };
}

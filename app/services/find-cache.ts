import type { AnswerCache } from '../cache/open-cache.ts';
import type { SearchIndex } from '../find/search-index.ts';

/** The kept answers, whose things can be found as long as they are kept. */
export function searchedCache(cache: AnswerCache, index: SearchIndex): AnswerCache {
  return {
    ...cache,
    put: async (site, request, body, about) => {
      await cache.put(site, request, body, about);
      index.keep(site, request, body, about.fetchedAtMs);
    },
    forget: async (site, prefix) => {
      await cache.forget(site, prefix);
      await index.forget(site, prefix);
    },
    clear: async () => {
      const freed = await cache.clear();
      await index.clear();
      return freed;
    },
  };
}

import { toAppError } from '../contract/app-error.ts';
import type { Clock, Log } from '../platform/platform.ts';
import type { Remote } from '../rpc/node/worker-client.ts';
import type { CacheApi, KeptAnswerRow } from './cache-api.ts';
import type { KeptAnswers, KeptBody } from './read-through.ts';

const putsBetweenTrims = 50;
const firstCheckAfterMs = 10 * 60_000;
const checkEveryMs = 7 * 24 * 3_600_000;

export interface AnswerCacheParts {
  rows: Remote<CacheApi>;
  clock: Clock;
  log: Log;
  /** Asked anew at each trim, as the user may change it. */
  limitBytes(): number;
  /** Told in a sentence for the user when kept answers were damaged and set aside. */
  onDamage(sentence: string): void;
}

/** The kept answers for the core. `get` and `put` never fail: without a cache the servers are asked. */
export interface AnswerCache extends KeptAnswers {
  /** Forgets the requests of a site whose name starts with the prefix; all of them without one. */
  forget(site: string, prefix?: string): Promise<void>;
  /** Bodies of the kept answers of requests whose name starts with the prefix; none if they cannot be read. */
  answersOf(site: string, prefix: string): Promise<unknown[]>;
  bytes(): Promise<number>;
  /** @returns the bytes that became free. */
  clear(): Promise<number>;
  /** Ends the checks in the background; the database itself is closed by its owner. */
  close(): void;
}

export async function openCache(parts: AnswerCacheParts): Promise<AnswerCache> {
  const { rows, clock, log } = parts;
  const ending = new AbortController();
  let puts = 0;

  async function tellDamage(): Promise<void> {
    for (const sentence of await rows.takeCacheNotices()) {
      log.warn({}, sentence);
      parts.onDamage(sentence);
    }
  }

  async function orElse<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const { code, message, details } = toAppError(error);
      log.warn({ code, details }, `The kept answers cannot be used: ${message}`);
      return otherwise;
    }
  }

  async function checkNowAndThen(): Promise<void> {
    await clock.sleep(firstCheckAfterMs, ending.signal);
    await orElse(async () => {
      await rows.checkCache(clock.nowMs(), checkEveryMs);
      await tellDamage();
    }, undefined);
  }

  await orElse(async () => {
    await rows.trimCache(parts.limitBytes());
    await tellDamage();
  }, undefined);
  // Rejects only when the cache is closed before its time has come.
  checkNowAndThen().catch(() => undefined);

  return {
    get: (site, request) =>
      orElse<KeptAnswerRow | undefined>(async () => {
        const answer = await rows.getAnswer(site, request, clock.nowMs());
        if (answer === undefined) await tellDamage();
        return answer;
      }, undefined),
    getMany: (site, requests) =>
      orElse<(KeptBody | undefined)[]>(
        async () => {
          const { bodies, about } = await rows.getAnswerTexts(site, requests);
          if (about.includes(null)) await tellDamage();
          // Written as a list of JSON texts whose digests were right.
          const read = JSON.parse(bodies) as unknown[];
          return about.map((answer, place) => (answer === null ? undefined : { body: read[place], ...answer }));
        },
        requests.map(() => undefined),
      ),
    put: (site, request, body, about) =>
      orElse(async () => {
        await rows.putAnswer(site, request, { body, ...about });
        puts += 1;
        if (puts % putsBetweenTrims === 0) await rows.trimCache(parts.limitBytes());
      }, undefined),
    // A user who removes a connection must hear it if its answers stay, so this one may fail.
    forget: (site, prefix) => rows.forgetAnswers(site, prefix),
    answersOf: (site, prefix) => orElse(() => rows.answersOf(site, prefix), []),
    bytes: () => orElse(() => rows.cacheBytes(), 0),
    clear: async () => {
      const before = await rows.cacheBytes();
      await rows.clearCache();
      return Math.max(0, before - (await rows.cacheBytes()));
    },
    close: () => ending.abort(),
  };
}

import { AppError, isAppError, toAppError } from '../contract/app-error.ts';
import type { Clock } from '../platform/platform.ts';

export interface KeptBody {
  body: unknown;
  fetchedAtMs: number;
  parserVersion: number;
}

/** Where answers are kept. The body is any JSON value. */
export interface KeptAnswers {
  get(site: string, request: string): Promise<KeptBody | undefined>;
  /** Those that are kept, in the order of the requests; undefined for the others. */
  getMany(site: string, requests: readonly string[]): Promise<(KeptBody | undefined)[]>;
  put(
    site: string,
    request: string,
    body: unknown,
    about: { fetchedAtMs: number; parserVersion: number },
  ): Promise<void>;
}

export interface ReadAnswer<T> {
  value: T;
  fetchedAtMs: number;
  source: 'server' | 'cache';
  /** Why a kept answer stands in for a fresh one. */
  staleReason: AppError | null;
}

export interface ReadOptions {
  /** Ask the server even if a kept answer is young. */
  refresh: boolean;
  /** A kept answer younger than this is as good as a fresh one. */
  freshForMs: number;
  signal: AbortSignal;
}

/** Reads from a server through the kept answers. */
export interface ReadThrough {
  /**
   * @param request names the answer within the site; equal names mean equal answers.
   * @param fetch asks the server; callers of the same request that come meanwhile share it.
   * @throws what `fetch` throws, unless an older answer can stand in for it.
   */
  read<T>(
    site: string,
    request: string,
    fetch: (signal: AbortSignal) => Promise<T>,
    options: ReadOptions,
  ): Promise<ReadAnswer<T>>;
  /** What is kept of these requests, of any age, without asking the server; undefined where nothing is. */
  kept<T>(site: string, requests: readonly string[]): Promise<(ReadAnswer<T> | undefined)[]>;
}

/** Raised when a parser changes what it makes of the same answer. */
const parserVersion = 1;

/** With these the server is not to be had, and what was seen before still is. */
const standInCodes = ['network', 'timeout', 'remote-failed', 'auth-required', 'rate-limited', 'bad-response'] as const;

interface SharedFetch {
  answer: Promise<unknown>;
  waiters: number;
  controller: AbortController;
}

export function createReadThrough(kept: KeptAnswers, clock: Clock): ReadThrough {
  const running = new Map<string, SharedFetch>();

  function share<T>(key: string, fetch: (signal: AbortSignal) => Promise<T>): SharedFetch {
    const present = running.get(key);
    if (present !== undefined) return present;
    const controller = new AbortController();
    const shared: SharedFetch = {
      waiters: 0,
      controller,
      answer: fetch(controller.signal).finally(() => {
        if (running.get(key) === shared) running.delete(key);
      }),
    };
    // Every waiter may have left before it fails.
    shared.answer.catch(() => undefined);
    running.set(key, shared);
    return shared;
  }

  async function ask<T>(key: string, fetch: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    const shared = share(key, fetch);
    shared.waiters += 1;
    try {
      // The key names the request, so all its callers expect the same type.
      return (await abortable(shared.answer, signal)) as T;
    } finally {
      shared.waiters -= 1;
      if (shared.waiters === 0 && running.get(key) === shared) {
        running.delete(key);
        shared.controller.abort();
      }
    }
  }

  return {
    async kept<T>(site: string, requests: readonly string[]) {
      const found = await kept.getMany(site, requests);
      return found.map((one): ReadAnswer<T> | undefined =>
        one?.parserVersion === parserVersion
          ? // The name of a request tells what was kept under it.
            { value: one.body as T, fetchedAtMs: one.fetchedAtMs, source: 'cache', staleReason: null }
          : undefined,
      );
    },
    async read<T>(site: string, request: string, fetch: (signal: AbortSignal) => Promise<T>, options: ReadOptions) {
      const found = await kept.get(site, request);
      const usable = found !== undefined && found.parserVersion === parserVersion ? found : undefined;
      const fromCache = (staleReason: AppError | null): ReadAnswer<T> | undefined =>
        usable && { value: usable.body as T, fetchedAtMs: usable.fetchedAtMs, source: 'cache', staleReason };
      const ageMs = usable === undefined ? Number.POSITIVE_INFINITY : clock.nowMs() - usable.fetchedAtMs;
      if (!options.refresh && ageMs >= 0 && ageMs < options.freshForMs) {
        const young = fromCache(null);
        if (young !== undefined) return young;
      }
      try {
        const value = await ask(`${site}\n${request}`, fetch, options.signal);
        const fetchedAtMs = clock.nowMs();
        await kept.put(site, request, value, { fetchedAtMs, parserVersion });
        return { value, fetchedAtMs, source: 'server', staleReason: null };
      } catch (error) {
        const reason = toAppError(error);
        const old = isAppError(reason, ...standInCodes) ? fromCache(reason) : undefined;
        if (old === undefined) throw reason;
        return old;
      }
    },
  };
}

async function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw cancelled();
  let onAbort = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(cancelled());
  });
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function cancelled(): AppError {
  return new AppError('cancelled', 'The request was cancelled.');
}

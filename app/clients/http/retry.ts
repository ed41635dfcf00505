import type { Clock } from '../../platform/platform.ts';
import { pause } from './pause.ts';

export interface RetryPolicy {
  /** Repetitions after the first try. */
  retries: number;
  retryDelayMs: number;
}

const longestRetryAfterMs = 60_000;
const longestDelayMs = 30_000;

/**
 * Wait before repetition number `attempt` (1 = first), or undefined if the server asks for more patience than a call
 * can have. Doubles each time with full jitter; a `Retry-After` of the server is a lower bound.
 * @param random a number in [0, 1)
 */
export function retryDelayMs(
  attempt: number,
  policy: RetryPolicy,
  retryAfterMs: number | undefined,
  random: number,
): number | undefined {
  if (retryAfterMs !== undefined && retryAfterMs > longestRetryAfterMs) return undefined;
  const jittered = Math.min(policy.retryDelayMs * 2 ** (attempt - 1), longestDelayMs) * random;
  return Math.max(jittered, retryAfterMs ?? 0);
}

/** `Retry-After` in milliseconds: seconds or an HTTP date; undefined if absent or nonsense. */
export function parseRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const date = /[A-Za-z]{3}, /.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}

export interface Verdict {
  /** The answer is worth another try. */
  again: boolean;
  retryAfterMs?: number | undefined;
}

/** Repeats `attempt` while `judge` says so; the last answer or error is the result. An abort while it waits is 'cancelled'. */
export async function withRetries<T>(
  attempt: (number: number) => Promise<T>,
  judge: (result: { value: T } | { error: unknown }) => Verdict,
  policy: RetryPolicy,
  clock: Clock,
  signal?: AbortSignal,
): Promise<T> {
  for (let number = 1; ; number++) {
    const result = await attempt(number).then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    const verdict = judge(result);
    const delayMs =
      verdict.again && number <= policy.retries
        ? retryDelayMs(number, policy, verdict.retryAfterMs, Math.random())
        : undefined;
    if (delayMs === undefined) {
      if ('error' in result) throw result.error;
      return result.value;
    }
    await pause(clock, delayMs, signal);
  }
}

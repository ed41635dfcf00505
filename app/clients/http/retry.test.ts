import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { FakeClock } from '../../testing/fake-clock.ts';
import { parseRetryAfter, retryDelayMs, type Verdict, withRetries } from './retry.ts';

const policy = { retries: 3, retryDelayMs: 500 };
const nowMs = Date.UTC(2027, 2, 5, 13, 20);

describe('the wait before a repetition', () => {
  test.each<[number, number | undefined, number, number | undefined]>([
    [1, undefined, 0.5, 250],
    [2, undefined, 0.5, 500],
    [3, undefined, 0.5, 1000],
    [40, undefined, 0.5, 15_000],
    [1, undefined, 0, 0],
    [1, 2000, 0.5, 2000],
    [3, 100, 0.5, 1000],
    [1, 60_000, 0.5, 60_000],
    [1, 60_001, 0.5, undefined],
  ])('number %j, Retry-After %j, chance %j: %j', (attempt, retryAfterMs, random, delay) => {
    expect(retryDelayMs(attempt, policy, retryAfterMs, random)).toBe(delay);
  });

  it('is never shorter than the server asks and never longer than half a minute on our own account', () => {
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.nat({ max: 60_000 }), chance, (attempt, askedMs, random) => {
        const delay = retryDelayMs(attempt, policy, askedMs, random) ?? Number.NaN;
        expect(delay).toBeGreaterThanOrEqual(askedMs);
        expect(delay).toBeLessThanOrEqual(Math.max(askedMs, 30_000));
      }),
    );
  });
});

test.each([
  [undefined, undefined],
  ['7', 7000],
  [' 0 ', 0],
  ['Fri, 05 Mar 2027 13:20:30 GMT', 30_000],
  ['Fri, 05 Mar 2027 13:00:00 GMT', 0],
  ['-5', undefined],
  ['1.5', undefined],
  ['soon', undefined],
  ['2027', 2_027_000],
  ['99999999999', undefined],
  ['', undefined],
])('Retry-After %j is %j ms', (header, waitMs) => {
  expect(parseRetryAfter(header, nowMs)).toBe(waitMs);
});

describe('repeating', () => {
  /** Runs answers through `withRetries` on a clock that is moved on until the end. */
  async function repeat(
    answers: (number | Error)[],
    judge: (failed: boolean) => Verdict,
  ): Promise<[unknown, number[]]> {
    const clock = new FakeClock();
    const startMs = clock.monotonicMs();
    const timesMs: number[] = [];
    const running = withRetries(
      async (number) => {
        timesMs.push(clock.monotonicMs() - startMs);
        const answer = answers[number - 1] ?? 0;
        if (answer instanceof Error) throw answer;
        return answer;
      },
      (result) => judge('error' in result || result.value >= 500),
      policy,
      clock,
    ).catch((error: unknown) => error);
    for (let tries = 0; tries <= policy.retries; tries++) await clock.advance(60_000);
    return [await running, timesMs];
  }

  it('ends with the first good answer', async () => {
    const [value, times] = await repeat([new Error('reset'), 503, 200, 201], (again) => ({ again }));
    expect([value, times.length]).toEqual([200, 3]);
  });

  it('ends with the last answer or error', async () => {
    const last = new Error('4');
    expect(await repeat([new Error('1'), 502, 503, last], (again) => ({ again }))).toEqual([last, expect.any(Array)]);
    expect((await repeat([500, 501, 502, 503, 200], (again) => ({ again })))[0]).toBe(503);
  });

  it('does not repeat what is not worth it', async () => {
    expect((await repeat([500, 200], () => ({ again: false })))[0]).toBe(500);
  });

  it('is cancelled by an abort while it waits', async () => {
    const abort = new AbortController();
    const waiting = withRetries(
      async () => 503,
      () => ({ again: true }),
      policy,
      new FakeClock(),
      abort.signal,
    );
    setImmediate(() => abort.abort());
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('waits as long as the server asks, but not for longer than a call can take', async () => {
    const [value, times] = await repeat([503, 200], (again) => ({ again, retryAfterMs: 20_000 }));
    expect([value, times]).toEqual([200, [0, 20_000]]);
    const impatient = await repeat([503, 200], (again) => ({ again, retryAfterMs: 3_600_000 }));
    expect(impatient).toEqual([503, [0]]);
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../contract/app-error.ts';
import { createReadThrough, type KeptAnswers, type ReadOptions } from './read-through.ts';

let nowMs = 0;
const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs, sleep: async () => undefined };
let kept: Map<string, { body: unknown; fetchedAtMs: number; parserVersion: number }>;

const answers: KeptAnswers = {
  get: async (site, request) => kept.get(`${site}/${request}`),
  getMany: async (site, requests) => requests.map((request) => kept.get(`${site}/${request}`)),
  put: async (site, request, body, about) => {
    kept.set(`${site}/${request}`, { body: structuredClone(body), ...about });
  },
};

function options(change: Partial<ReadOptions> = {}): ReadOptions {
  return { refresh: false, freshForMs: 1000, signal: new AbortController().signal, ...change };
}

beforeEach(() => {
  nowMs = 1_000_000;
  kept = new Map();
});

describe('reading through kept answers', () => {
  test('a young answer is not asked for again, an old one is, and refresh always is', async () => {
    const reads = createReadThrough(answers, clock);
    let asked = 0;
    const fetch = async (): Promise<number> => ++asked;
    expect(await reads.read('lab', 'a', fetch, options())).toMatchObject({ value: 1, source: 'server' });
    nowMs += 999;
    expect(await reads.read('lab', 'a', fetch, options())).toMatchObject({
      value: 1,
      source: 'cache',
      fetchedAtMs: 1_000_000,
    });
    expect(await reads.read('lab', 'a', fetch, options({ refresh: true }))).toMatchObject({
      value: 2,
      source: 'server',
    });
    nowMs += 1000;
    expect(await reads.read('lab', 'a', fetch, options())).toMatchObject({ value: 3, source: 'server' });
  });

  test('what is kept of many requests comes in their order and of any age, but not from another parser', async () => {
    const reads = createReadThrough(answers, clock);
    for (const name of ['a', 'b', 'c']) await reads.read('lab', name, async () => name, options());
    kept.set('lab/b', { body: 'b', fetchedAtMs: 0, parserVersion: 0 });
    nowMs += 1e9;
    const found = await reads.kept<string>('lab', ['c', 'b', 'none', 'a']);
    expect(found.map((one) => one?.value)).toEqual(['c', undefined, undefined, 'a']);
    expect(found[0]).toMatchObject({ source: 'cache', fetchedAtMs: 1_000_000 });
  });

  test.each(['network', 'timeout', 'remote-failed', 'auth-required'] as const)(
    '%s: what was seen before stays, with the reason',
    async (code) => {
      const reads = createReadThrough(answers, clock);
      await reads.read('lab', 'a', async () => 'old', options());
      nowMs += 5000;
      const fail = async (): Promise<string> => {
        throw new AppError(code, 'No answer.');
      };
      expect(await reads.read('lab', 'a', fail, options())).toMatchObject({
        value: 'old',
        source: 'cache',
        fetchedAtMs: 1_000_000,
        staleReason: { code },
      });
      await expect(reads.read('lab', 'b', fail, options())).rejects.toMatchObject({ code });
    },
  );

  test.each(['forbidden', 'not-found', 'cancelled'] as const)('%s is told although an answer is kept', async (code) => {
    const reads = createReadThrough(answers, clock);
    await reads.read('lab', 'a', async () => 'old', options());
    const fail = async (): Promise<string> => {
      throw new AppError(code, 'No.');
    };
    await expect(reads.read('lab', 'a', fail, options({ refresh: true }))).rejects.toMatchObject({ code });
  });

  test('callers share one request; it is aborted only when all have left', async () => {
    const reads = createReadThrough(answers, clock);
    let asked = 0;
    let aborted = false;
    const fetch = (signal: AbortSignal): Promise<string> => {
      asked += 1;
      return new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => {
          aborted = true;
          reject(new AppError('cancelled', 'Aborted.'));
        });
        setTimeout(() => resolve('value'), 20);
      });
    };
    const leaver = new AbortController();
    const first = reads.read('lab', 'a', fetch, options({ signal: leaver.signal }));
    const second = reads.read('lab', 'a', fetch, options());
    setTimeout(() => leaver.abort(), 2);
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    expect(await second).toMatchObject({ value: 'value' });
    expect([asked, aborted]).toEqual([1, false]);

    const last = new AbortController();
    const third = reads.read('lab', 'b', fetch, options({ signal: last.signal }));
    setTimeout(() => last.abort(), 2);
    await expect(third).rejects.toMatchObject({ code: 'cancelled' });
    expect(aborted).toBe(true);
  });
});

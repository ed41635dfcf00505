import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../contract/app-error.ts';
import type { Job, JobEvent } from '../contract/jobs.ts';
import { type CountRun, countKind, untilAborted } from '../testing/count-kind.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { MemoryJobRows } from '../testing/memory-job-rows.ts';
import { silentLog } from '../testing/silent-log.ts';
import { JobEngine } from './job-engine.ts';
import { done, type JobProgress } from './job-kind.ts';

let clock = new FakeClock();
let rows = new MemoryJobRows();
let engine: JobEngine | undefined;
const never = new AbortController().signal;

beforeEach(() => {
  clock = new FakeClock();
  rows = new MemoryJobRows();
});
afterEach(async () => {
  const closing = engine?.close();
  await clock.advance(1000);
  await closing;
});

async function start(
  run: CountRun,
  parts: { concurrency?: number; onEnded?: (job: Job) => void } = {},
): Promise<JobEngine> {
  engine = new JobEngine({ rows, clock, log: silentLog, concurrency: 2, graceMs: 1000, ...parts });
  engine.register(countKind(run));
  await engine.start();
  return engine;
}

describe('slots', () => {
  test('no more jobs run than there are slots, the oldest first', async () => {
    const order: number[] = [];
    let atOnce = 0;
    const jobs = await start(async ({ input, clock: ours }) => {
      order.push(input.to);
      atOnce += 1;
      expect(atOnce).toBeLessThanOrEqual(2);
      await ours.sleep(1000);
      atOnce -= 1;
      return done({});
    });
    for (const to of [1, 2, 3, 4, 5]) await jobs.enqueue('count', { to }, `Count to ${to}`);
    await clock.advance(10_000);
    await expect.poll(() => jobs.list().every((job) => job.status === 'succeeded')).toBe(true);
    expect(order).toEqual([1, 2, 3, 4, 5]);
  });

  test('cancel frees the slot even if the work does not obey', async () => {
    const jobs = await start(
      ({ input }) => (input.to === 0 ? new Promise(() => undefined) : Promise.resolve(done({}))),
      {
        concurrency: 1,
      },
    );
    const deaf = await jobs.enqueue('count', { to: 0 }, 'Deaf');
    const last = await jobs.enqueue('count', { to: 1 }, 'Waits for a slot');
    const cancelling = jobs.cancel(deaf);
    await clock.advance(999);
    expect(jobs.get(last).status).toBe('queued');
    await clock.advance(1);
    await cancelling;
    expect(jobs.get(deaf).status).toBe('cancelled');
    expect(await jobs.settled(last, never)).toMatchObject({ status: 'succeeded' });
  });

  test('work from which its job was taken can save and settle nothing any more', async () => {
    const late = Promise.withResolvers<void>();
    const refused = Promise.withResolvers<unknown>();
    const jobs = await start(async ({ attempt, saveCheckpoint, progress, signal }) => {
      if (attempt > 1) return untilAborted(signal);
      await late.promise;
      await saveCheckpoint({ at: 99 }).catch(refused.resolve);
      progress({ phase: 'Haunting', done: 99 });
      return done({ by: 'the first run' });
    });
    const id = await jobs.enqueue('count', { to: 1 }, 'Deaf');
    await expect.poll(() => jobs.get(id).status).toBe('running');
    const cancelling = jobs.cancel(id);
    await clock.advance(1000);
    await cancelling;
    await jobs.retry(id);
    await expect.poll(() => jobs.get(id)).toMatchObject({ status: 'running', attempt: 2 });
    late.resolve();
    expect(await refused.promise).toMatchObject({ code: 'cancelled' });
    await clock.advance(0);
    expect(jobs.get(id)).toMatchObject({ status: 'running', phase: null, result: null });
    expect((await rows.listJobs())[0]?.checkpoint).toBeNull();
  });

  test('a listener that fails does not turn a success into a failure', async () => {
    const jobs = await start(async () => done({}), {
      onEnded: () => {
        throw new Error('no bell');
      },
    });
    const id = await jobs.enqueue('count', { to: 1 }, 'Count');
    expect(await jobs.settled(id, never)).toMatchObject({ status: 'succeeded' });
  });
});

describe('a disk that takes nothing', () => {
  const full = new AppError('storage', 'The disk is full.', { retryable: true });

  test('makes the job wait, with the reason, and go on when there is room again', async () => {
    const jobs = await start(async ({ saveCheckpoint }) => {
      await saveCheckpoint({ at: 1 });
      return done({});
    });
    const id = await jobs.enqueue('count', { to: 1 }, 'Count');
    rows.broken = full;
    await expect.poll(() => jobs.get(id)).toMatchObject({ status: 'waiting', error: { message: 'The disk is full.' } });
    await clock.advance(60_000);
    expect(jobs.get(id).status).toBe('waiting');
    rows.broken = undefined;
    await clock.advance(60_000);
    expect(await jobs.settled(id, never)).toMatchObject({ status: 'succeeded', error: null });
  });

  test('refuses a new job rather than forget it', async () => {
    const jobs = await start(async () => done({}));
    rows.broken = full;
    await expect(jobs.enqueue('count', { to: 1 }, 'Count')).rejects.toBe(full);
    expect(jobs.list()).toEqual([]);
  });
});

describe('watching', () => {
  /** A job whose progress the test reports. */
  async function reported(): Promise<{ jobs: JobEngine; id: string; report(progress: JobProgress): void }> {
    const ready = Promise.withResolvers<(progress: JobProgress) => void>();
    const jobs = await start(async ({ progress, signal }) => {
      ready.resolve(progress);
      return untilAborted(signal);
    });
    const id = await jobs.enqueue('count', { to: 1 }, 'Count');
    return { jobs, id, report: await ready.promise };
  }

  test('shows rate and remaining time from progress', async () => {
    const { jobs, id, report } = await reported();
    report({ phase: 'Counting', done: 0, total: 100, unit: 'files' });
    expect(jobs.get(id)).toMatchObject({ ratePerSecond: null, remainingMs: null });
    await clock.advance(2000);
    report({ phase: 'Counting', done: 20, total: 100, unit: 'files' });
    expect(jobs.get(id)).toMatchObject({ done: 20, total: 100, ratePerSecond: 10, remainingMs: 8000 });
  });

  test('gives a snapshot first, then numbered changes until the watcher leaves', async () => {
    const { jobs, id } = await reported();
    const leaving = new AbortController();
    const events = jobs.watch(leaving.signal);
    const first = await events.next();
    expect(first.value).toMatchObject({ kind: 'snapshot', jobs: [{ id }] });
    await jobs.cancel(id);
    const second = await events.next();
    expect(second.value).toMatchObject({ kind: 'changed', job: { id, status: 'cancelled' } });
    await jobs.remove(id);
    const third = await events.next();
    expect(third.value).toMatchObject({ kind: 'removed', id });
    await jobs.restore(id);
    const fourth = await events.next();
    expect(fourth.value).toMatchObject({ kind: 'changed', job: { id, status: 'cancelled' } });
    await expect(jobs.restore(id)).rejects.toMatchObject({ code: 'not-found' });
    const sequences = [first, second, third, fourth].map(({ value }) => value?.sequence ?? -1);
    expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
    expect(new Set(sequences).size).toBe(4);
    leaving.abort();
    expect((await events.next()).done).toBe(true);
  });

  test('progress is shown ten times a second at most, and its last state always', async () => {
    const { jobs, id, report } = await reported();
    await clock.advance(1000);
    const seen: JobEvent[] = [];
    const watching = (async () => {
      for await (const event of jobs.watch(never)) seen.push(event);
    })();
    await clock.advance(0);
    for (let done = 1; done <= 1000; done++) {
      report({ phase: 'Counting', done });
      if (done % 100 === 0) await clock.advance(10);
    }
    await clock.advance(100);
    const steps = seen.flatMap((event) => (event.kind === 'changed' && event.job.id === id ? [event.job.done] : []));
    expect(steps.length).toBeLessThanOrEqual(3);
    expect(steps.at(-1)).toBe(1000);
    await jobs.close();
    await watching;
  });

  test('one who does not read keeps one event per job, the last', async () => {
    const { jobs, id, report } = await reported();
    const events = jobs.watch(never);
    await events.next();
    for (let done = 1; done <= 50; done++) {
      report({ phase: 'Counting', done });
      await clock.advance(100);
    }
    expect((await events.next()).value).toMatchObject({ kind: 'changed', job: { id, done: 50 } });
    await jobs.close();
    expect((await events.next()).value).toBeUndefined();
  });

  test('one who reads late still gets the events in the order of their numbers', async () => {
    const { jobs, id } = await reported();
    const events = jobs.watch(never);
    await events.next();
    const other = await jobs.enqueue('count', { to: 1 }, 'Another');
    await jobs.cancel(other);
    await jobs.cancel(id);
    await jobs.remove(other);
    const [first, second] = [(await events.next()).value, (await events.next()).value];
    expect([first?.kind, second?.kind]).toEqual(['changed', 'removed']);
    expect(first?.sequence).toBeLessThan(second?.sequence ?? 0);
  });

  test('waiting for a job that is removed ends', async () => {
    const { jobs, id } = await reported();
    const waiting = jobs.settled(id, never);
    await jobs.cancel(id);
    await expect(waiting).resolves.toMatchObject({ status: 'cancelled' });
    await jobs.remove(id);
    await expect(jobs.settled(id, never)).rejects.toMatchObject({ code: 'not-found' });
    await expect(jobs.settled(id, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  });
});

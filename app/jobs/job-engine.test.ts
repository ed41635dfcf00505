import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { AppError } from '../contract/app-error.ts';
import type { JobEvent } from '../contract/jobs.ts';
import { openStoreDatabase } from '../store/store-database.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { silentLog } from '../testing/silent-log.ts';
import { JobEngine, type JobRows } from './job-engine.ts';
import { done, type JobContext, type JobKind, type JobOutcome, needsYou, retryLater } from './job-kind.ts';

const Input = z.object({ to: z.number() });
const Checkpoint = z.object({ at: z.number() });
type Context = JobContext<z.infer<typeof Input>, z.infer<typeof Checkpoint>>;

function kind(
  run: (context: Context) => Promise<JobOutcome>,
): JobKind<z.infer<typeof Input>, z.infer<typeof Checkpoint>> {
  return { kind: 'count', inputSchema: Input, checkpointSchema: Checkpoint, canPause: true, run };
}

let folder = '';
let clock = new FakeClock();
const closers: (() => void | Promise<void>)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-jobs-'));
  clock = new FakeClock();
});
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
  rmSync(folder, { recursive: true });
});

function openRows(): JobRows {
  const store = openStoreDatabase(join(folder, 'store.sqlite'));
  closers.push(() => store.close());
  return {
    listJobs: async () => store.listJobs(),
    insertJob: async (row) => store.insertJob(row),
    updateJob: async (id, change) => store.updateJob(id, change),
    removeJob: async (id) => store.removeJob(id),
  };
}

async function start(run: (context: Context) => Promise<JobOutcome>, rows = openRows()): Promise<JobEngine> {
  const engine = new JobEngine({ rows, clock, log: silentLog, concurrency: 2, graceMs: 1000 });
  engine.register(kind(run));
  await engine.start();
  closers.push(() => engine.close());
  return engine;
}

function forever(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(new AppError('cancelled', 'Stopped.'))),
  );
}

const never = new AbortController().signal;

describe('the job engine', () => {
  test('runs a job to its result, which stays on the list', async () => {
    const engine = await start(async ({ input }) => done({ counted: input.to }));
    const id = await engine.enqueue('count', { to: 3 }, 'Count to 3');
    expect(await engine.settled(id, never)).toMatchObject({ status: 'succeeded', result: { counted: 3 }, attempt: 1 });
    await expect(engine.cancel(id)).rejects.toMatchObject({ code: 'conflict' });
    await engine.remove(id);
    expect(engine.list()).toEqual([]);
  });

  test('refuses input that does not fit the kind', async () => {
    const engine = await start(async () => done({}));
    await expect(engine.enqueue('count', { to: 'x' }, 'Bad')).rejects.toThrow();
    await expect(engine.enqueue('other', {}, 'Bad')).rejects.toMatchObject({ code: 'unsupported' });
  });

  test('a failure keeps its code and remedy; retry goes on from the checkpoint', async () => {
    const engine = await start(async ({ checkpoint, saveCheckpoint }) => {
      if (checkpoint !== null) return done({ from: checkpoint.at });
      await saveCheckpoint({ at: 2 });
      throw new AppError('remote-failed', 'The server failed.', { remedy: 'Retry.' });
    });
    const id = await engine.enqueue('count', { to: 3 }, 'Count');
    expect(await engine.settled(id, never)).toMatchObject({
      status: 'failed',
      error: { code: 'remote-failed', remedy: 'Retry.' },
    });
    await engine.retry(id);
    expect(await engine.settled(id, never)).toMatchObject({ status: 'succeeded', result: { from: 2 }, attempt: 2 });
  });

  test('waits and runs again by itself, at the time it said', async () => {
    const engine = await start(async ({ attempt }) =>
      attempt === 1 ? retryLater(30_000, new AppError('network', 'No answer.')) : done({ attempt }),
    );
    const id = await engine.enqueue('count', { to: 1 }, 'Count');
    await expect.poll(() => engine.get(id).status).toBe('waiting');
    await clock.advance(29_000);
    expect(engine.get(id).status).toBe('waiting');
    await clock.advance(1000);
    expect(await engine.settled(id, never)).toMatchObject({ status: 'succeeded' });
  });

  test('asks a person, takes only a choice that was offered, and hands it to the next run', async () => {
    const question = { text: 'Again?', choices: [{ id: 'yes', label: 'Yes', effect: 'Goes on.' }] };
    const engine = await start(async ({ answer }) => (answer === null ? needsYou(question) : done({ answer })));
    const id = await engine.enqueue('count', { to: 1 }, 'Count');
    expect(await engine.settled(id, never)).toMatchObject({ status: 'needs-you', question });
    await expect(engine.answer(id, 'no')).rejects.toMatchObject({ code: 'invalid-input' });
    await engine.answer(id, 'yes');
    await expect.poll(() => engine.get(id)).toMatchObject({ status: 'succeeded', result: { answer: 'yes' } });
  });

  test('pause aborts, resume goes on from the checkpoint', async () => {
    const engine = await start(async ({ checkpoint, saveCheckpoint, signal }) => {
      if (checkpoint !== null) return done({ from: checkpoint.at });
      await saveCheckpoint({ at: 7 });
      return forever(signal);
    });
    const id = await engine.enqueue('count', { to: 1 }, 'Count');
    await expect.poll(() => engine.get(id).status).toBe('running');
    await engine.pause(id);
    expect(engine.get(id).status).toBe('paused');
    await engine.resume(id);
    expect(await engine.settled(id, never)).toMatchObject({ status: 'succeeded', result: { from: 7 } });
  });

  test('cancel frees the slot even if the work does not obey', async () => {
    const engine = await start(({ input }) =>
      input.to === 0 ? new Promise(() => undefined) : Promise.resolve(done({})),
    );
    const ids = [
      await engine.enqueue('count', { to: 0 }, 'Deaf'),
      await engine.enqueue('count', { to: 0 }, 'Deaf too'),
    ];
    const last = await engine.enqueue('count', { to: 1 }, 'Waits for a slot');
    await expect.poll(() => engine.list().filter((job) => job.status === 'running').length).toBe(2);
    const cancelling = engine.cancel(ids[0] ?? '');
    await clock.advance(1000);
    await cancelling;
    expect(engine.get(ids[0] ?? '').status).toBe('cancelled');
    const closing = engine.cancel(ids[1] ?? '');
    await clock.advance(1000);
    await closing;
    expect(await engine.settled(last, never)).toMatchObject({ status: 'succeeded' });
  });

  test('what was running when the process ended goes on from its checkpoint', async () => {
    const rows = openRows();
    const first = await start(async ({ saveCheckpoint, signal }) => {
      await saveCheckpoint({ at: 5 });
      return forever(signal);
    }, rows);
    const id = await first.enqueue('count', { to: 1 }, 'Count');
    await expect.poll(async () => (await rows.listJobs())[0]?.checkpoint).toEqual({ at: 5 });
    await first.close();
    expect((await rows.listJobs())[0]?.status).toBe('running');
    const second = await start(async ({ checkpoint }) => done({ from: checkpoint?.at ?? 0 }), rows);
    expect(await second.settled(id, never)).toMatchObject({ status: 'succeeded', result: { from: 5 }, attempt: 2 });
  });

  test('watchers see a snapshot first, then numbered changes, with rate and remaining time', async () => {
    let report = (_done: number): void => undefined;
    const engine = await start(async ({ progress, signal }) => {
      report = (at) => progress({ phase: 'Counting', done: at, total: 100, unit: 'files' });
      return forever(signal);
    });
    const id = await engine.enqueue('count', { to: 1 }, 'Count');
    await expect.poll(() => engine.get(id).status).toBe('running');
    await new Promise((resolve) => setImmediate(resolve));
    report(0);
    await clock.advance(2000);
    report(20);
    expect(engine.get(id)).toMatchObject({
      phase: 'Counting',
      done: 20,
      total: 100,
      ratePerSecond: 10,
      remainingMs: 8000,
    });
    const seen: JobEvent[] = [];
    const leaving = new AbortController();
    for await (const event of engine.watch(leaving.signal)) {
      seen.push(event);
      if (seen.length === 1) report(21);
      else break;
    }
    expect(seen.map((event) => event.kind)).toEqual(['snapshot', 'changed']);
    expect(seen[1]?.sequence).toBe((seen[0]?.sequence ?? 0) + 1);
  });
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../contract/app-error.ts';
import type { JobRows } from '../jobs/job-board.ts';
import { JobEngine } from '../jobs/job-engine.ts';
import { done, needsYou, retryLater, waitUntil } from '../jobs/job-kind.ts';
import { type CountRun, countKind, untilAborted } from './count-kind.ts';
import { FakeClock } from './fake-clock.ts';
import { silentLog } from './silent-log.ts';

/** What every store of job rows must let the engine do. */
export function jobEngineSuite(name: string, openRows: () => Promise<{ rows: JobRows; close(): Promise<void> }>): void {
  describe(`the job engine on ${name}`, () => {
    let clock = new FakeClock();
    let opened: Awaited<ReturnType<typeof openRows>>;
    let engines: JobEngine[] = [];
    const never = new AbortController().signal;

    beforeEach(async () => {
      clock = new FakeClock();
      opened = await openRows();
      engines = [];
    });
    afterEach(async () => {
      for (const engine of engines) await close(engine);
      await opened.close();
    });

    async function start(run: CountRun): Promise<JobEngine> {
      const engine = new JobEngine({ rows: opened.rows, clock, log: silentLog, concurrency: 2, graceMs: 1000 });
      engine.register(countKind(run));
      await engine.start();
      engines.push(engine);
      return engine;
    }

    /** Also of work that does not obey, whose grace passes on our clock only. */
    async function close(engine: JobEngine): Promise<void> {
      const closing = engine.close();
      await clock.advance(1000);
      await closing;
    }

    test('runs a job to its result, which stays on the list until it is removed', async () => {
      const engine = await start(async ({ input }) => done({ counted: input.to }));
      const id = await engine.enqueue('count', { to: 3 }, 'Count to 3');
      expect(await engine.settled(id, never)).toMatchObject({
        status: 'succeeded',
        result: { counted: 3 },
        attempt: 1,
      });
      await expect(engine.cancel(id)).rejects.toMatchObject({ code: 'conflict' });
      await engine.remove(id);
      expect(engine.list()).toEqual([]);
      expect(await opened.rows.listJobs()).toEqual([]);
      await expect(engine.cancel(id)).rejects.toMatchObject({ code: 'not-found' });
    });

    test('lists the newest first, also after a start', async () => {
      const engine = await start(async () => done({}));
      for (const title of ['a', 'b', 'c']) await engine.enqueue('count', { to: 1 }, title);
      expect(engine.list().map((job) => job.title)).toEqual(['c', 'b', 'a']);
      await close(engine);
      const next = await start(async () => done({}));
      await next.enqueue('count', { to: 1 }, 'd');
      expect(next.list().map((job) => job.title)).toEqual(['d', 'c', 'b', 'a']);
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
      await expect.poll(() => engine.get(id)).toMatchObject({ status: 'succeeded', result: { from: 2 }, attempt: 2 });
    });

    test('waits and runs again by itself at the time it said, whatever is done to the clock', async () => {
      const engine = await start(async ({ attempt }) =>
        attempt === 1 ? retryLater(29_999.5, new AppError('network', 'No answer.')) : done({ attempt }),
      );
      const id = await engine.enqueue('count', { to: 1 }, 'Count');
      await expect.poll(() => engine.get(id)).toMatchObject({ status: 'waiting', error: { code: 'network' } });
      clock.jump(-86_400_000);
      await clock.advance(29_000);
      expect(engine.get(id).status).toBe('waiting');
      await clock.advance(1000);
      await expect.poll(() => engine.get(id)).toMatchObject({ status: 'succeeded', error: null });
    });

    test('goes on waiting after a restart, but never longer than a day for a clock that was set back', async () => {
      const first = await start(async () => waitUntil(clock.nowMs() + 59_999.5, 'The server works on it'));
      const id = await first.enqueue('count', { to: 1 }, 'Count');
      await expect.poll(() => first.get(id)).toMatchObject({ status: 'waiting', phase: 'The server works on it' });
      await close(first);
      clock.jump(-365 * 86_400_000);
      const second = await start(async () => done({}));
      expect(second.get(id).status).toBe('waiting');
      await clock.advance(86_400_000);
      await expect.poll(() => second.get(id).status).toBe('succeeded');
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

    test('a question outlives the process', async () => {
      const question = { text: 'Again?', choices: [{ id: 'yes', label: 'Yes', effect: 'Goes on.' }] };
      const first = await start(async () => needsYou(question));
      const id = await first.enqueue('count', { to: 1 }, 'Count');
      await first.settled(id, never);
      await close(first);
      const second = await start(async ({ answer }) => done({ answer }));
      expect(second.get(id)).toMatchObject({ status: 'needs-you', question });
      await second.answer(id, 'yes');
      await expect.poll(() => second.get(id)).toMatchObject({ status: 'succeeded', result: { answer: 'yes' } });
    });

    test('pause aborts, resume goes on from the checkpoint', async () => {
      const engine = await start(async ({ checkpoint, saveCheckpoint, signal }) => {
        if (checkpoint !== null) return done({ from: checkpoint.at });
        await saveCheckpoint({ at: 7 });
        return untilAborted(signal);
      });
      const id = await engine.enqueue('count', { to: 1 }, 'Count');
      await expect.poll(() => engine.get(id).status).toBe('running');
      await engine.pause(id);
      expect(engine.get(id).status).toBe('paused');
      await engine.resume(id);
      expect(await engine.settled(id, never)).toMatchObject({ status: 'succeeded', result: { from: 7 } });
    });

    test('commands that come together are obeyed in their order', async () => {
      const engine = await start(({ signal }) => untilAborted(signal));
      const id = await engine.enqueue('count', { to: 1 }, 'Count');
      const answers = await Promise.allSettled([engine.cancel(id), engine.pause(id), engine.retry(id)]);
      expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      await expect.poll(() => engine.get(id).status).toBe('running');
    });

    test('work that ends well while it is cancelled is done', async () => {
      const engine = await start(async ({ signal }) => {
        await untilAborted(signal).catch(() => undefined);
        return done({ arrived: true });
      });
      const id = await engine.enqueue('count', { to: 1 }, 'Count');
      await expect.poll(() => engine.get(id).status).toBe('running');
      await expect(engine.cancel(id)).rejects.toMatchObject({ code: 'conflict' });
      expect(engine.get(id)).toMatchObject({ status: 'succeeded', result: { arrived: true } });
    });

    test('what was running when the process ended goes on from its checkpoint', async () => {
      const first = await start(async ({ saveCheckpoint, signal }) => {
        await saveCheckpoint({ at: 5 });
        return untilAborted(signal);
      });
      const id = await first.enqueue('count', { to: 1 }, 'Count');
      await expect.poll(async () => (await opened.rows.listJobs())[0]?.checkpoint).toEqual({ at: 5 });
      await close(first);
      expect((await opened.rows.listJobs())[0]?.status).toBe('running');
      const second = await start(async ({ checkpoint }) => done({ from: checkpoint?.at ?? 0 }));
      expect(await second.settled(id, never)).toMatchObject({ status: 'succeeded', result: { from: 5 }, attempt: 2 });
    });

    test('a row whose input or checkpoint is not what the kind takes fails by name', async () => {
      const engine = await start(async () => done({}));
      await expect(engine.enqueue('count', { to: 'x' }, 'Bad')).rejects.toMatchObject({
        code: 'invalid-input',
        message: expect.stringContaining('to:'),
      });
      await expect(engine.enqueue('other', {}, 'Bad')).rejects.toMatchObject({ code: 'unsupported' });
      const id = await engine.enqueue('count', { to: 1 }, 'Count');
      await engine.settled(id, never);
      await close(engine);
      await opened.rows.updateJob(id, { status: 'queued', checkpoint: { from: 'another version' } });
      const next = await start(async () => done({}));
      expect(await next.settled(id, never)).toMatchObject({ status: 'failed', error: { code: 'storage' } });
    });
  });
}

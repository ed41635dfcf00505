import { expect, test } from 'vitest';
import { AppError } from '../../contract/app-error.ts';
import type { Job, JobEvent } from '../../contract/jobs.ts';
import { endOfJob } from './follow-job.ts';

const job: Job = {
  ...{ id: 'j1', kind: 'drms.export', title: 'Export', status: 'running', attempt: 1, phase: 'Downloading' },
  ...{ done: 1, total: 4, unit: 'files', ratePerSecond: null, remainingMs: null, canPause: true },
  ...{ createdUtc: '2026-01-01T00:00:00Z', startedUtc: null, endedUtc: null, retryAtUtc: null },
  ...{ error: null, question: null, result: null },
};

test('why a job waits is told once, also where nobody sees a line of progress', async () => {
  const error = new AppError('storage', 'The disk of /data is full.').toData();
  const states: Partial<Job>[] = [
    {},
    { status: 'waiting', error },
    { status: 'waiting', error, done: 2 },
    { status: 'succeeded', done: 4 },
  ];
  const events = states.map((state, sequence): JobEvent => ({ kind: 'changed', sequence, job: { ...job, ...state } }));
  const told: string[] = [];
  const context = {
    core: {
      client: {
        async *watch() {
          yield* events;
        },
      },
    },
    signal: new AbortController().signal,
    terminal: { talk: (line: string) => told.push(line), progress: () => undefined, endProgress: () => undefined },
  };
  // Of core and terminal, what following a job needs.
  const end = await endOfJob(context as unknown as Parameters<typeof endOfJob>[0], 'j1', 'Exporting');
  expect(end.status).toBe('succeeded');
  expect(told).toEqual(['Exporting waits: The disk of /data is full.']);
});

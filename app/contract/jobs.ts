import { z } from 'zod';
import { AppErrorDataSchema, Nothing } from './common.ts';
import { command, query, stream } from './entry.ts';

export const JobStatus = z.enum([
  'queued',
  'running',
  'waiting',
  'paused',
  'needs-you',
  'succeeded',
  'failed',
  'cancelled',
]);
export type JobStatus = z.infer<typeof JobStatus>;

export const JobQuestion = z.object({
  text: z.string(),
  choices: z.array(z.object({ id: z.string(), label: z.string(), effect: z.string() })),
});
export type JobQuestion = z.infer<typeof JobQuestion>;

export const Job = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  status: JobStatus,
  attempt: z.number().int(),
  /** In words, e.g. "Checking whether it arrived". */
  phase: z.string().nullable(),
  done: z.number(),
  total: z.number().nullable(),
  unit: z.string().nullable(),
  ratePerSecond: z.number().nullable(),
  remainingMs: z.number().nullable(),
  createdUtc: z.string(),
  startedUtc: z.string().nullable(),
  endedUtc: z.string().nullable(),
  retryAtUtc: z.string().nullable(),
  error: AppErrorDataSchema.nullable(),
  question: JobQuestion.nullable(),
  result: z.record(z.string(), z.json()).nullable(),
  canPause: z.boolean(),
});
export type Job = z.infer<typeof Job>;

export const JobEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('snapshot'), sequence: z.number().int(), jobs: z.array(Job) }),
  z.object({ kind: z.literal('changed'), sequence: z.number().int(), job: Job }),
  z.object({ kind: z.literal('removed'), sequence: z.number().int(), id: z.string() }),
]);
export type JobEvent = z.infer<typeof JobEvent>;

/** What an event tells about jobs that are there. */
export function jobsIn(event: JobEvent): readonly Job[] {
  if (event.kind === 'snapshot') return event.jobs;
  return event.kind === 'changed' ? [event.job] : [];
}

/** It does not go on by itself. */
export function hasEnded({ status }: Job): boolean {
  return endStatuses.includes(status);
}

const endStatuses: readonly JobStatus[] = ['succeeded', 'failed', 'cancelled', 'needs-you', 'paused'];

const one = z.object({ id: z.string() });
const change = { output: Nothing, stale: ['jobs.*'], errors: ['not-found', 'conflict'] as const };

export const jobsContract = {
  'jobs.list': query({
    title: 'List jobs',
    description: 'All jobs, newest first',
    input: Nothing,
    output: z.array(Job),
  }),
  'jobs.watch': stream({
    title: 'Watch jobs',
    description: 'All jobs now, then each change',
    input: Nothing,
    output: JobEvent,
  }),
  'jobs.pause': command({
    title: 'Pause job',
    description: 'Stops a job at its next safe point',
    input: one,
    ...change,
  }),
  'jobs.resume': command({ title: 'Resume job', description: 'Lets a paused job go on', input: one, ...change }),
  'jobs.cancel': command({
    title: 'Cancel job',
    description: 'Ends a job; what a server already holds stays there',
    input: one,
    ...change,
  }),
  'jobs.retry': command({
    title: 'Retry job',
    description: 'Runs a failed job again from its checkpoint',
    input: one,
    ...change,
  }),
  'jobs.answer': command({
    title: 'Answer a job',
    description: 'Takes one of the choices of a job that needs you',
    input: one.extend({ choice: z.string() }),
    ...change,
  }),
  'jobs.remove': command({
    title: 'Remove job',
    description: 'Takes an ended job off the list',
    input: one,
    ...change,
  }),
  'jobs.restore': command({
    title: 'Bring a job back',
    description: 'Puts a job that was taken off the list back where it was, as long as the program runs',
    input: one,
    ...change,
  }),
};

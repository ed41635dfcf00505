import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { JobEngine } from '../jobs/job-engine.ts';

export type StartJobs = Pick<JobEngine, 'get' | 'openInputs' | 'resume' | 'enqueue'>;

/**
 * Queues a job. One that is not ended and wants the very same goes on instead: whoever asks again after a stop means
 * that one.
 * @param schema that of the inputs of the kind; what it does not take is refused when it is queued
 * @returns the id of the job
 */
export async function startOnce(
  jobs: StartJobs,
  { kind, schema }: { kind: string; schema: z.ZodType },
  input: unknown,
  title: string,
): Promise<string> {
  const wanted = schema.safeParse(input);
  const same = jobs.openInputs().find((job) => {
    const kept = job.kind === kind ? schema.safeParse(job.input) : undefined;
    return kept?.success === true && wanted.success && isDeepStrictEqual(kept.data, wanted.data);
  });
  if (same === undefined) return jobs.enqueue(kind, input, title);
  if (['paused', 'waiting'].includes(jobs.get(same.id).status)) await jobs.resume(same.id);
  return same.id;
}

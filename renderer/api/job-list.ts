import type { Job, JobEvent } from '../../app/contract/jobs.ts';
import { inNewestFirst } from './newest-first.ts';

/** The list of jobs, newest first, after an event of `jobs.watch`. */
export function applyJobEvent(jobs: readonly Job[], event: JobEvent): Job[] {
  switch (event.kind) {
    case 'snapshot':
      return event.jobs;
    case 'removed':
      return jobs.filter((job) => job.id !== event.id);
    case 'changed':
      return inNewestFirst(jobs, event.job);
    default:
      return event satisfies never;
  }
}

import type { Job, JobEvent } from '../../app/contract/jobs.ts';

/** The list of jobs, newest first, after an event of `jobs.watch`. */
export function applyJobEvent(jobs: readonly Job[], event: JobEvent): Job[] {
  switch (event.kind) {
    case 'snapshot':
      return event.jobs;
    case 'removed':
      return jobs.filter((job) => job.id !== event.id);
    case 'changed':
      return jobs.some((job) => job.id === event.job.id)
        ? jobs.map((job) => (job.id === event.job.id ? event.job : job))
        : [event.job, ...jobs];
    default:
      return event satisfies never;
  }
}

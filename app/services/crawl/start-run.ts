import type { JobEngine } from '../../jobs/job-engine.ts';

/** A run of the same file that is not ended goes on instead of a second one. @returns the job */
export async function startRun(
  jobs: Pick<JobEngine, 'get' | 'openInputs' | 'resume' | 'enqueue'>,
  file: string,
  name: string,
): Promise<string> {
  const same = jobs
    .openInputs()
    .find(({ kind, input }) => kind === 'crawl.run' && JSON.stringify(input) === JSON.stringify({ file }));
  if (same === undefined) return jobs.enqueue('crawl.run', { file }, `Crawl ${name}`);
  if (['paused', 'waiting'].includes(jobs.get(same.id).status)) await jobs.resume(same.id);
  return same.id;
}

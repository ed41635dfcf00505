import { isDeepStrictEqual } from 'node:util';
import type { JobEngine } from '../jobs/job-engine.ts';
import { DrmsExportInput } from '../jobs/kinds/drms-export.ts';

export const exportKind = 'drms.export';

/**
 * Queues an export. One that is not ended and wants the very same goes on instead: whoever asks again after a stop
 * means that one.
 * @returns the id of the job
 */
export async function startExport(
  jobs: Pick<JobEngine, 'get' | 'openInputs' | 'resume' | 'enqueue'>,
  input: unknown,
  title: string,
): Promise<string> {
  const wanted = DrmsExportInput.safeParse(input);
  const same = jobs
    .openInputs()
    .find((job) => wanted.success && job.kind === exportKind && isSame(job.input, wanted.data));
  if (same === undefined) return jobs.enqueue(exportKind, input, title);
  if (['paused', 'waiting'].includes(jobs.get(same.id).status)) await jobs.resume(same.id);
  return same.id;
}

function isSame(kept: unknown, wanted: DrmsExportInput): boolean {
  const parsed = DrmsExportInput.safeParse(kept);
  return parsed.success && isDeepStrictEqual(parsed.data, wanted);
}

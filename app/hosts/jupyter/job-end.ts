import { AppError } from '../../contract/app-error.ts';
import { hasEnded, type Job, jobsIn } from '../../contract/jobs.ts';
import type { Desk } from './route.ts';

/** Waits until a transfer has ended or cannot go on now. The transfer goes on when the caller leaves. */
export async function endOfTransfer(
  { client }: Pick<Desk, 'client'>,
  jobId: string,
  signal: AbortSignal,
): Promise<Job> {
  for await (const event of client.watch('jobs.watch', {}, { signal })) {
    const job = jobsIn(event).find(({ id }) => id === jobId);
    if (job === undefined) continue;
    // What waits because of a failure may wait for days.
    if (hasEnded(job) || (job.status === 'waiting' && job.error !== null)) return job;
  }
  throw new AppError('network', 'The connection to the core of Quarry was lost during the transfer.', {
    remedy: 'It goes on by itself; see Transfers.',
  });
}

import { AppError } from '../../contract/app-error.ts';
import type { Job } from '../../contract/jobs.ts';
import type { Desk } from './route.ts';

const ends: readonly Job['status'][] = ['succeeded', 'failed', 'cancelled', 'needs-you', 'paused'];

/** Waits until a transfer has ended or cannot go on now. The transfer goes on when the caller leaves. */
export async function endOfTransfer(
  { client }: Pick<Desk, 'client'>,
  jobId: string,
  signal: AbortSignal,
): Promise<Job> {
  for await (const event of client.watch('jobs.watch', {}, { signal })) {
    const job =
      event.kind === 'snapshot'
        ? event.jobs.find((one) => one.id === jobId)
        : event.kind === 'changed' && event.job.id === jobId
          ? event.job
          : undefined;
    if (job === undefined) continue;
    // What waits because of a failure may wait for days.
    if (ends.includes(job.status) || (job.status === 'waiting' && job.error !== null)) return job;
  }
  throw new AppError('network', 'The connection to the core of Quarry was lost during the transfer.', {
    remedy: 'It goes on by itself; see Transfers.',
  });
}

import { AppError } from '../../contract/app-error.ts';
import { hasEnded, type Job, jobsIn } from '../../contract/jobs.ts';
import type { Core } from './open-core.ts';
import type { Terminal } from './terminal.ts';
import { inMegabytes } from './text-table.ts';

interface FollowContext {
  core: Core;
  signal: AbortSignal;
  terminal: Terminal;
}

/** Tells how far a job is until it has ended or needs a person. */
export async function endOfJob({ core, signal, terminal }: FollowContext, jobId: string, doing: string): Promise<Job> {
  let told: string | undefined;
  for await (const event of core.client.watch('jobs.watch', {}, { signal })) {
    const job = jobsIn(event).find(({ id }) => id === jobId);
    if (job === undefined) continue;
    if (hasEnded(job)) {
      terminal.endProgress();
      return job;
    }
    // The job goes on once somebody has logged in; whoever waits here would wait for themselves.
    if (job.status === 'waiting' && job.error?.code === 'auth-required') throw errorOfJob(job.error);
    const waits = job.status === 'waiting' ? job.error?.message : undefined;
    // A log of cron shows no line of progress.
    if (waits !== undefined && waits !== told) terminal.talk(`${doing} waits: ${waits}`);
    told = waits;
    terminal.progress(`${doing}: ${waits ?? job.phase ?? job.status}${amountOf(job)}`);
  }
  throw new AppError('network', 'The connection to the core of Quarry was lost while the job ran.', {
    remedy: 'See `quarry jobs list` for what became of it.',
  });
}

function amountOf({ done, total, unit }: Job): string {
  if (total === null) return '';
  if (unit === 'bytes') return `, ${inMegabytes(done)} of ${inMegabytes(total)}`;
  return `, ${done} of ${total} ${unit ?? ''}`.trimEnd();
}

/** Parsed optional fields may be there and undefined, which the error's own type rules out. */
export function errorOfJob(error: NonNullable<Job['error']>): AppError {
  return AppError.fromData(JSON.parse(JSON.stringify(error)));
}

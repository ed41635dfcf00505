import { z } from 'zod';
import { AppError } from '../contract/app-error.ts';
import type { JobContext, JobKind, JobOutcome } from '../jobs/job-kind.ts';

const Input = z.object({ to: z.number() });
const Checkpoint = z.object({ at: z.number() });

export type CountRun = (context: JobContext<z.infer<typeof Input>, z.infer<typeof Checkpoint>>) => Promise<JobOutcome>;

/** A kind of job that is about nothing but numbers. */
export function countKind(run: CountRun): JobKind<z.infer<typeof Input>, z.infer<typeof Checkpoint>> {
  return { kind: 'count', inputSchema: Input, checkpointSchema: Checkpoint, canPause: true, run };
}

/** Ends when it is told to, and only then. */
export function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = (): void => reject(new AppError('cancelled', 'Stopped.'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

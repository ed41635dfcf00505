import type { AppError } from '../../../contract/app-error.ts';
import { type JobOutcome, retryLater } from '../../job-kind.ts';
import { type Pace, silenceMs, usualPace } from '../drms-export/pace.ts';

/** Milliseconds until a job of openBIS goes on. */
export interface OpenbisPace extends Pick<Pace, 'silenceMs' | 'longestSilenceMs' | 'folderMs' | 'storageMs'> {
  /** Until somebody has logged in, which wakes the job at once. */
  loginMs: number;
  /** Between looks for a data set whose registration may have been made; then a person is asked. */
  looksMs: readonly number[];
}

export const usualOpenbisPace: OpenbisPace = {
  ...usualPace,
  loginMs: 10 * 60_000,
  looksMs: [5_000, 30_000, 120_000, 145_000],
};

/**
 * What may pass is waited for; everything else ends the job. For jobs that were not stopped.
 * @param silences failures in a row, from 1
 * @throws AppError the reason, if no wait will mend it
 */
export function laterFor(reason: AppError, pace: OpenbisPace, silences: number): JobOutcome {
  if (reason.code === 'auth-required') return retryLater(pace.loginMs, reason);
  // Nobody has stopped the job: the connection was edited under way, and has another client now.
  if (reason.code === 'cancelled') return retryLater(pace.silenceMs, reason);
  if (!reason.retryable) throw reason;
  if (reason.code === 'storage') return retryLater(pace.storageMs, reason);
  // Its folder is in use, or the server fetches it back from the archive.
  if (reason.code === 'conflict') return retryLater(pace.folderMs, reason);
  return retryLater(silenceMs(pace, silences, Math.random()), reason);
}

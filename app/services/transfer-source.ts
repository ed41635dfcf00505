import type { Job } from '../contract/jobs.ts';
import type { Transfer, TransferFile } from '../contract/transfers.ts';

/** Transfers that are jobs of one kind. */
export interface TransferSource {
  /** Of the jobs. */
  readonly kind: string;
  describe(job: Job): Promise<Transfer>;
  /** What needs a look comes first. @param part key of one part; null: of all */
  files(job: Job, part: string | null): Promise<TransferFile[]>;
  /**
   * Tries again what failed or is missing.
   * @throws AppError 'conflict' if nothing is
   */
  retryFailed(job: Job): Promise<void>;
}

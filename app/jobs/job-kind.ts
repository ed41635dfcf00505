import type { z } from 'zod';
import type { AppError, JsonValue } from '../contract/app-error.ts';
import type { Clock, Log } from '../platform/platform.ts';
import type { JobQuestion } from '../store/rows.ts';

/** A kind of job. The engine knows rows and outcomes; only the kind knows the subject. */
export interface JobKind<I, C> {
  kind: string;
  inputSchema: z.ZodType<I>;
  checkpointSchema: z.ZodType<C>;
  canPause: boolean;
  /**
   * Works from the checkpoint to an outcome. Called again after a restart, a pause, a wait or an answer.
   * Rejects with AppError when it has failed; obeys the signal.
   */
  run(context: JobContext<I, C>): Promise<JobOutcome>;
}

export interface JobContext<I, C> {
  jobId: string;
  input: I;
  /** What the last run saved, or null. */
  checkpoint: C | null;
  /** Choice that the user took since the last run, or null. */
  answer: string | null;
  attempt: number;
  /** Aborted by pause, cancel and the end of the process. */
  signal: AbortSignal;
  progress(progress: JobProgress): void;
  /**
   * Resolves when the checkpoint is safely on disk. Rejects with 'cancelled' once the job has been taken from this
   * run, because it did not obey the signal in time: nothing that needs the checkpoint may be done then.
   */
  saveCheckpoint(checkpoint: C): Promise<void>;
  clock: Clock;
  log: Log;
}

export interface JobProgress {
  /** In words, for the user. */
  phase: string;
  done: number;
  /** Undefined where it is not known. */
  total?: number;
  unit?: string;
}

export type JobOutcome =
  | { outcome: 'done'; result: Record<string, JsonValue> }
  | { outcome: 'retry-later'; delayMs: number; reason: AppError }
  | { outcome: 'wait-until'; atMs: number; phase: string }
  | { outcome: 'needs-you'; question: JobQuestion };

export function done(result: Record<string, JsonValue>): JobOutcome {
  return { outcome: 'done', result };
}

/** Something failed that may pass; the row waits and runs again by itself. */
export function retryLater(delayMs: number, reason: AppError): JobOutcome {
  return { outcome: 'retry-later', delayMs, reason };
}

/** Something elsewhere goes its way; the row waits and looks again at that time (milliseconds since 1970 UTC). */
export function waitUntil(atMs: number, phase: string): JobOutcome {
  return { outcome: 'wait-until', atMs, phase };
}

/** The row waits for a person; no timer ever takes a choice. */
export function needsYou(question: JobQuestion): JobOutcome {
  return { outcome: 'needs-you', question };
}

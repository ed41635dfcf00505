export interface HttpLimits {
  connectTimeoutMs: number;
  /** Longest silence while sending, while waiting for headers, or between two pieces of a body. */
  idleTimeoutMs: number;
  /** Of the inflated body. */
  maxBodyBytes: number;
  /** Requests under way at the same time. */
  connections: number;
  /** Repetitions of a GET. */
  retries: number;
  retryDelayMs: number;
}

/** For servers of a laboratory: patient, and never more than two requests at once. */
export const labServerLimits: HttpLimits = {
  connectTimeoutMs: 15_000,
  idleTimeoutMs: 60_000,
  maxBodyBytes: 64 * 1024 * 1024,
  connections: 2,
  retries: 3,
  retryDelayMs: 500,
};

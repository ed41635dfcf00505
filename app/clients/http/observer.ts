/** One finished request, for tests and diagnostics. Holds no body, no query and no secret. */
export interface RequestRecord {
  method: 'GET' | 'POST';
  /** Path below the server's root. */
  path: string;
  /** Absent if no answer came. */
  status?: number;
  durationMs: number;
  /** 1 for the first try. */
  attempt: number;
}

export type RequestObserver = (record: RequestRecord) => void;
